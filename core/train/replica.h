// SPDX-License-Identifier: GPL-3.0-or-later
// Rank 0 leads, the other ranks repeat its steps on their rows of each batch. Free of LibTorch headers.
#pragma once

#include "core/settings/experiment.h"
#include "core/train/rendezvous.h"

#include <string>

namespace overdamp {

class Trainer;

/// Rank 0's side. Every function throws WorldError if a process is gone.
class Lead {
  public:
    /// Meets the others and gives them experiment, text and the trainer's present state; from then on its steps are of the whole batch. `threads` is
    /// what each of the others computes with, 0 as many as it has cores.
    Lead(Rendezvous& rendezvous, const Experiment& experiment, Trainer& trainer, std::int64_t threads, const std::stop_token& stop);

    /// To be called before each step: the others make it too, with these knobs.
    void begin_step(const Knobs& knobs);
    /// Ends the others if their parameters are not the same bits as these.
    void compare(const Trainer& trainer);
    /// Lets the others end.
    void end();

  private:
    void send(const char* order, const Knobs* knobs = nullptr);

    std::shared_ptr<const Collective> world_;
    Knobs sent_;
};

/// Every other rank: makes rank 0's steps until that ends. It reads and writes no files. Throws WorldError, and whatever a step throws but NumericError,
/// which all ranks meet together.
void train_replica(Rendezvous& rendezvous);

/// Of processes that train together on one machine each takes another GPU, in turn, where `device` is "cuda"; else it stays.
std::string device_of_rank(const std::string& device, std::int64_t rank);

} // namespace overdamp
