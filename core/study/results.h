// SPDX-License-Identifier: GPL-3.0-or-later
// What one run of a study measured, from its run folder.
#pragma once

#include "core/measure/distribution.h"
#include "core/study/study_folder.h"

#include <span>

namespace overdamp {

/// How the training loss passes the engagement of the feedback, nats. NaN where there are too few steps.
struct LossPath {
    double before = not_measured;           ///< mean of the last 50 steps before engagement
    double after_ramp = not_measured;       ///< mean of the first 50 steps after the ramp
    double settled = not_measured;          ///< mean of the last 50 steps
    double roughness_before = not_measured; ///< standard deviation of L_{t+1} − L_t over the last 100 steps before engagement
    double roughness_after = not_measured;  ///< the same from the ramp's end on

    double jump() const { return after_ramp - before; }
    double change() const { return settled - before; }
};

/// How predictive entropy depends on loss along a run; with feedback from the end of the ramp on.
struct LossEntropy {
    double upper_slope = not_measured;  ///< of entropy on loss, least squares, over the half of the steps with the higher loss
    double lower_slope = not_measured;  ///< over the other half
    double corner_share = not_measured; ///< percent of the steps with loss and entropy in the lower third of their ranges
};

struct CellResult {
    CellStatus status;
    std::map<std::string, double> measures; ///< by log column, as at the end of the run; empty unless it finished
    std::optional<std::int64_t> onset_step, collapse_step;
    std::optional<std::int64_t> steps_to_collapse; ///< from the engagement of the feedback
    LossPath loss;
    LossEntropy loss_entropy;
    WordCounts words; ///< of the displayed samples of the last quarter of the run

    /// NaN if it was not measured.
    double value(const std::string& metric) const;
};

/// `losses[t]` is of step t.
LossPath loss_path(std::span<const double> losses, std::int64_t engage_step, std::int64_t ramp_steps);

/// Of paired values, one a step; NaN for fewer than eight.
LossEntropy loss_entropy(std::span<const double> losses, std::span<const double> entropies);

/// Reads a finished run; of others only the status is kept. Throws FileError or SettingsError for a damaged folder.
CellResult read_result(const Experiment& experiment, const CellStatus& status);

/// The same, but a damaged run folder becomes a failed cell.
CellResult read_result_or_failure(const Experiment& experiment, const CellStatus& status);

} // namespace overdamp
