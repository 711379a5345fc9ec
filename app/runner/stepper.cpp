// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/stepper.h"

#include "core/train/device.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace overdamp {

namespace {

/// A pipe whose ends close in programs that are started.
std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::runtime_error(std::string("cannot make a pipe: ") + std::strerror(errno));
    return ends;
}

[[noreturn]] void become(const std::vector<std::string>& command, std::int64_t threads, int input, int output) {
    const std::string count = std::to_string(threads);
    ::setenv("OMP_NUM_THREADS", count.c_str(), 1);
    ::setenv("OPENBLAS_NUM_THREADS", count.c_str(), 1);
    for (const auto& [variable, value] : library_defaults())
        ::unsetenv(variable); // each program chooses for itself
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

} // namespace

Stepper::Stepper(const std::vector<std::string>& command, std::int64_t threads) : name_(command.at(0)) {
    const std::array<int, 2> in = make_pipe(), out = make_pipe();
    process_ = ::fork();
    if (process_ == 0)
        become(command, threads, in[0], out[1]);
    ::close(in[0]);
    ::close(out[1]);
    to_.reset(::fdopen(in[1], "w"));
    from_.reset(::fdopen(out[0], "r"));
    std::signal(SIGPIPE, SIG_IGN); // a child that died shows itself by its silence
    if (process_ < 0)
        throw std::runtime_error("cannot start " + name_ + ": " + std::strerror(errno));
    if (read_line() != "ready")
        throw std::runtime_error(name_ + " did not say that it is ready");
}

Stepper::~Stepper() {
    to_.reset();
    from_.reset();
    if (process_ > 0)
        ::waitpid(process_, nullptr, 0);
}

double Stepper::train(std::int64_t steps) {
    std::fprintf(to_.get(), "%lld\n", static_cast<long long>(steps));
    std::fflush(to_.get());
    try {
        return std::stod(read_line());
    } catch (const std::logic_error&) {
        throw std::runtime_error(name_ + " answered something else than the seconds that its steps took");
    }
}

double Stepper::peak_memory() const {
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return 1024 * std::stod(line.substr(6));
    throw std::runtime_error("cannot read the peak memory of " + name_);
}

std::string Stepper::read_line() {
    std::string line;
    for (int letter = std::fgetc(from_.get()); letter != '\n'; letter = std::fgetc(from_.get())) {
        if (letter == EOF)
            throw std::runtime_error(name_ + " ended before it answered; does it run by itself?");
        line += static_cast<char>(letter);
    }
    return line;
}

} // namespace overdamp
