// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/worker_process.h"

#include "core/settings/text.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace overdamp {

WorkerProcess::WorkerProcess(const std::vector<std::string>& arguments, const std::filesystem::path& log) {
    std::vector<char*> words;
    for (const std::string& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0)
        throw FileError("cannot write " + log.string() + ": " + std::strerror(errno));
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) {
        // Only calls that are safe between fork and exec.
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent)
            ::_exit(1);
        ::signal(SIGINT, SIG_DFL);
        ::signal(SIGTERM, SIG_DFL);
        ::dup2(file, STDOUT_FILENO);
        ::dup2(file, STDERR_FILENO);
        ::execv(words[0], words.data());
        ::_exit(127);
    }
    const int error = errno;
    ::close(file);
    if (process_ < 0)
        throw FileError("cannot start " + arguments[0] + ": " + std::strerror(error));
}

std::optional<WorkerEnd> WorkerProcess::poll() {
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) != process_)
        return std::nullopt;
    if (WIFSIGNALED(status))
        return WorkerEnd{.code = 0, .signal = WTERMSIG(status)};
    return WorkerEnd{.code = WEXITSTATUS(status), .signal = 0};
}

void WorkerProcess::send(int signal) { ::kill(process_, signal); }

} // namespace overdamp
