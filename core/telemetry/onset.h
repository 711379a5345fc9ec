// SPDX-License-Identifier: GPL-3.0-or-later
// When a run began to collapse, and when it had.
#pragma once

#include "core/telemetry/history.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace overdamp {

/// High-frequency share from which a run counts as collapsed, percent.
inline constexpr double collapsed_share = 90;

/// Number of step records before the first with α_t > 0; all of them where there is none.
std::size_t untouched_steps(const History& history);

/// Index of the evaluation that shows what the run is like without feedback: the last one of trained parameters that no feedback had touched,
/// 0 < step ≤ the first step with α_t > 0 (an evaluation shows the parameters before its step). Nothing where there is none.
std::optional<std::size_t> baseline_evaluation(const History& history);

struct Onset {
    double baseline_share = not_measured;   ///< percent
    double baseline_entropy = not_measured; ///< nats
    std::optional<std::int64_t> onset_step, collapse_step;
};

/// Baseline: headline share and held-out predictive entropy at baseline_evaluation(). Where there is none, the corpus's own share `corpus_share`,
/// percent, and the entropy at the first evaluation.
/// Onset: the first later evaluation whose share exceeds twice the baseline or whose entropy is under half of it; none where α stayed 0.
/// Collapse: the first evaluation whose share is at least 90 %, with or without feedback.
Onset find_onset(const History& history, double corpus_share);

/// The rule of find_onset() for a run that is still going on: fed with its records in their order, it knows the onset when the evaluation arrives
/// that shows it.
class OnsetWatch {
  public:
    explicit OnsetWatch(double corpus_share) : corpus_share_(corpus_share) {}

    void observe(const StepRecord& record);
    /// True for the evaluation that is the onset, which comes once.
    bool observe(const EvaluationRecord& record);

    /// The records of a history before step `end`.
    void observe(const History& history, std::int64_t end);

    /// As of what was observed.
    Onset onset() const;

  private:
    bool observe(std::int64_t step, double share, double entropy);

    double corpus_share_;
    double first_entropy_ = not_measured, baseline_share_ = not_measured, baseline_entropy_ = not_measured;
    bool evaluated_ = false, has_baseline_ = false, engaged_ = false;
    std::optional<std::int64_t> onset_step_, collapse_step_;
};

} // namespace overdamp
