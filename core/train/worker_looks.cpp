// SPDX-License-Identifier: GPL-3.0-or-later
// What the training thread does for those who watch: a look at temperatures, and the pause at the onset of collapse.
#include "core/train/worker.h"

#include <utility>

namespace overdamp {

void Worker::compare_temperatures() {
    std::vector<double> temperatures;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        temperatures = mailbox_.temperatures;
    }
    TemperatureComparison comparison = trainer_->compare_temperatures(current_.knobs, temperatures);
    {
        const std::scoped_lock lock(mailbox_.mutex);
        mailbox_.comparison = std::move(comparison);
    }
    if (mailbox_.state_changed)
        mailbox_.state_changed();
}

bool Worker::pauses_at(const EvaluationRecord& evaluation) {
    bool wanted = false;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        wanted = mailbox_.pause_at_onset;
    }
    const bool begins = onset_->observe(evaluation);
    return wanted && begins && evaluation.step >= replay_end_;
}

} // namespace overdamp
