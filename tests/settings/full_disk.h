// SPDX-License-Identifier: GPL-3.0-or-later
// Writes that fail, as on a full disk.
#pragma once

#include <csignal>
#include <sys/resource.h>

/// While it lives, no file of this process can grow beyond `bytes`: write() fails with EFBIG.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        works_ = ::setrlimit(RLIMIT_FSIZE, &small) == 0;
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    bool works() const { return works_; }

  private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
    bool works_ = false;
};
