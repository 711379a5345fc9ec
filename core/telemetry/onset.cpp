// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/onset.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace overdamp {

namespace {

/// Number of evaluations that show parameters which no feedback had touched.
std::size_t untouched_evaluations(const History& history) {
    const auto steps = history.steps(MetricSource::evaluation);
    const std::size_t untouched = untouched_steps(history);
    if (untouched == history.size())
        return steps.size();
    const std::int64_t first_engaged = history.steps(MetricSource::step)[untouched];
    return static_cast<std::size_t>(std::ranges::upper_bound(steps, first_engaged) - steps.begin());
}

} // namespace

std::size_t untouched_steps(const History& history) {
    const auto strength = history.column(*find_metric("train/strength"));
    return static_cast<std::size_t>(std::ranges::find_if(strength, [](double value) { return value > 0; }) - strength.begin());
}

std::optional<std::size_t> baseline_evaluation(const History& history) {
    const std::size_t untouched = untouched_evaluations(history);
    const bool trained = untouched > 0 && history.steps(MetricSource::evaluation)[untouched - 1] > 0;
    return trained ? std::optional(untouched - 1) : std::nullopt;
}

Onset find_onset(const History& history, double corpus_share) {
    OnsetWatch watch(corpus_share);
    watch.observe(history, std::numeric_limits<std::int64_t>::max());
    return watch.onset();
}

void OnsetWatch::observe(const StepRecord& record) { engaged_ = engaged_ || record.strength > 0; }

bool OnsetWatch::observe(const EvaluationRecord& record) { return observe(record.step, record.hf_share_top10, record.predictive_entropy); }

bool OnsetWatch::observe(std::int64_t step, double share, double entropy) {
    if (!std::exchange(evaluated_, true))
        first_entropy_ = entropy;
    if (share >= collapsed_share && !collapse_step_)
        collapse_step_ = step;
    if (!engaged_) {
        // Untrained parameters are no baseline.
        if (step > 0) {
            has_baseline_ = true;
            baseline_share_ = share;
            baseline_entropy_ = entropy;
        }
        return false;
    }
    const Onset so_far = onset();
    if (onset_step_ || !(share > 2 * so_far.baseline_share || entropy < 0.5 * so_far.baseline_entropy))
        return false;
    onset_step_ = step;
    return true;
}

Onset OnsetWatch::onset() const {
    if (!evaluated_)
        return {};
    return {.baseline_share = has_baseline_ ? baseline_share_ : corpus_share_,
            .baseline_entropy = has_baseline_ ? baseline_entropy_ : first_entropy_,
            .onset_step = onset_step_,
            .collapse_step = collapse_step_};
}

void OnsetWatch::observe(const History& history, std::int64_t end) {
    const auto steps = history.steps(MetricSource::step), evaluations = history.steps(MetricSource::evaluation);
    const auto strength = history.column(*find_metric("train/strength"));
    const auto shares = history.column(*find_metric("sample/hf_share_top10")), entropies = history.column(*find_metric("eval/predictive_entropy"));
    std::size_t next = 0;
    for (std::size_t i = 0; i < evaluations.size() && evaluations[i] < end; ++i) {
        for (; next < steps.size() && steps[next] < evaluations[i]; ++next)
            engaged_ = engaged_ || strength[next] > 0;
        observe(evaluations[i], shares[i], entropies[i]);
    }
    for (; next < steps.size() && steps[next] < end; ++next)
        engaged_ = engaged_ || strength[next] > 0;
}

} // namespace overdamp
