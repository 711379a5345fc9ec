// SPDX-License-Identifier: GPL-3.0-or-later
// One child process that writes its messages to a file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace overdamp {

struct WorkerEnd {
    int code = 0;   ///< what it returned
    int signal = 0; ///< what ended it, 0 if it returned
};

/// Starts the program arguments[0] in a process group of its own, so that a Ctrl-C on the terminal reaches it only through send(). It gets SIGTERM
/// when this process dies. Output and messages replace the file's content.
class WorkerProcess {
  public:
    /// Throws FileError if no process can be made or the file not be written.
    WorkerProcess(const std::vector<std::string>& arguments, const std::filesystem::path& log);

    /// How it ended, once; nothing while it runs.
    std::optional<WorkerEnd> poll();
    void send(int signal);

  private:
    pid_t process_ = 0;
};

} // namespace overdamp
