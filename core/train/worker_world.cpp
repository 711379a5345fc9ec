// SPDX-License-Identifier: GPL-3.0-or-later
// How rank 0's training thread takes the other processes of its run along.
#include "core/train/worker.h"

namespace overdamp {

void Worker::meet_others(const std::stop_token& stop) {
    if (!options_.rendezvous)
        return;
    Experiment experiment = experiment_;
    experiment.knobs = current_.knobs;
    lead_.emplace(*options_.rendezvous, experiment, *trainer_, wanted_threads(), stop);
}

void Worker::part_from_others() {
    if (lead_)
        lead_->end();
}

} // namespace overdamp
