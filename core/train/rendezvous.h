// SPDX-License-Identifier: GPL-3.0-or-later
// Where the processes that train one model together meet. Free of LibTorch headers.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>

namespace overdamp {

class Collective;

/// The processes that train together could not meet, or one of them is gone. The step was given up.
class WorldError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Where a process stands among those that train one model together.
struct WorldPlace {
    std::int64_t size = 1; ///< number of processes
    std::int64_t rank = 0; ///< 0 … size − 1; rank 0 keeps the run folder, and the others do what it says
    std::string host = "127.0.0.1"; ///< where rank 0 is found
    std::uint16_t port = 0; ///< on which rank 0 is found; for rank 0 itself 0 takes a free one
    bool one_machine = false; ///< all processes are on this one
    std::int64_t threads = 0; ///< of each process where training.threads is 0; 0 leaves it at that
};

/// A store of c10d over TCP that rank 0 serves, and the way from there to a group of connected processes.
class Rendezvous {
  public:
    /// Rank 0 begins to serve; the others look for it for five minutes. Throws WorldError, also if this build's LibTorch cannot connect processes.
    explicit Rendezvous(const WorldPlace& place);
    ~Rendezvous();
    Rendezvous(const Rendezvous&) = delete;
    Rendezvous& operator=(const Rendezvous&) = delete;

    const WorldPlace& place() const { return place_; }
    /// On which rank 0 serves.
    std::uint16_t port() const;

    /// Waits until all processes are there and connects them: by Gloo and, where the tensors are on a GPU and the LibTorch has it, NCCL. The devices
    /// are what resolve_device() gives. Throws WorldError after five minutes, when `stop` is requested, and with the reason given to cancel().
    std::shared_ptr<const Collective> join(const std::string& device, const std::stop_token& stop = {});
    /// Ends the waiting in join(), from another thread.
    void cancel(const std::string& reason);

  private:
    struct Store;

    WorldPlace place_;
    std::unique_ptr<Store> store_;
};

} // namespace overdamp
