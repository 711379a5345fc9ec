// SPDX-License-Identifier: GPL-3.0-or-later
// A program that trains on demand, for comparing two of them: told a number of steps, it makes them and says how long they took.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace overdamp {

/// A child process that writes "ready" once it can train, and then for every line with a number of steps that it reads the seconds
/// that they took. It ends when its standard input ends.
class Stepper {
  public:
    /// Starts `command` with `threads` threads for OpenMP and for OpenBLAS, and waits until it is ready. Throws std::runtime_error if it does not get there.
    Stepper(const std::vector<std::string>& command, std::int64_t threads);
    ~Stepper();
    Stepper(const Stepper&) = delete;
    Stepper& operator=(const Stepper&) = delete;

    /// Seconds that `steps` training steps took, as the child measured them.
    double train(std::int64_t steps);

    /// Largest resident memory so far, bytes.
    double peak_memory() const;

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string read_line();

    std::string name_;
    pid_t process_ = -1;
    std::unique_ptr<std::FILE, Close> to_, from_;
};

} // namespace overdamp
