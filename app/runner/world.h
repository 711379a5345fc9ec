// SPDX-License-Identifier: GPL-3.0-or-later
// `train --world-size N`: several processes train one model, on this machine or under a cluster's scheduler.
#pragma once

#include "core/study/worker_process.h"
#include "core/train/rendezvous.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace overdamp {

struct WorldOptions {
    std::int64_t size = 0;  ///< 0: what the run has, else 1
    std::int64_t rank = -1; ///< −1: not said
    std::string rendezvous; ///< HOST:PORT
};

void add_world_options(CLI::App& command, WorldOptions& options);

/// Which process this one is to be, `recorded` being the number that train a run which is resumed. In a step of srun with as many tasks as processes it is
/// the task of that number, and rank 0 is looked for on the step's first node. Port 0 means that the other processes are to be started here. Throws
/// SettingsError.
WorldPlace place_in_world(const WorldOptions& options, std::int64_t recorded);

/// The first name of a list as Slurm writes it: "node[03-05,9],big1" → "node03".
std::string first_host(const std::string& list);

/// Ranks 1 … N − 1 as processes of this program on this machine; each ends with this one.
class LocalRanks {
  public:
    /// `served` is rank 0's place with the port on which it waits. Throws FileError.
    explicit LocalRanks(const WorldPlace& served);
    ~LocalRanks();
    LocalRanks(const LocalRanks&) = delete;
    LocalRanks& operator=(const LocalRanks&) = delete;

    /// Looks who has ended. Why one that was not told to ended, empty if all are well.
    std::string failure();
    /// Waits until all have ended, and ends those that do not within ten seconds.
    void end();

  private:
    struct Rank {
        std::int64_t number;
        std::filesystem::path log;
        WorkerProcess process;
        bool ended = false;
    };

    void remove_logs() const;

    std::vector<Rank> ranks_;
    std::string failure_;
    bool by_signal_ = false; ///< failure_ is of a process that a signal ended, which is the cause of the others' failures
};

} // namespace overdamp
