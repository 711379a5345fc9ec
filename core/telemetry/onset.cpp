// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/onset.h"

#include <algorithm>
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
    const auto steps = history.steps(MetricSource::evaluation);
    const auto shares = history.column(*find_metric("sample/hf_share_top10"));
    const auto entropies = history.column(*find_metric("eval/predictive_entropy"));
    Onset onset;
    if (steps.empty())
        return onset;
    const std::optional<std::size_t> baseline = baseline_evaluation(history);
    onset.baseline_share = baseline ? shares[*baseline] : corpus_share;
    onset.baseline_entropy = baseline ? entropies[*baseline] : entropies.front();
    for (std::size_t i = untouched_evaluations(history); i < steps.size() && !onset.onset_step; ++i)
        if (shares[i] > 2 * onset.baseline_share || entropies[i] < 0.5 * onset.baseline_entropy)
            onset.onset_step = steps[i];
    const auto collapsed = std::ranges::find_if(shares, [](double share) { return share >= collapsed_share; });
    if (collapsed != shares.end())
        onset.collapse_step = steps[static_cast<std::size_t>(collapsed - shares.begin())];
    return onset;
}

void OnsetWatch::observe(const StepRecord& record) { engaged_ = engaged_ || record.strength > 0; }

bool OnsetWatch::observe(const EvaluationRecord& record) { return observe(record.step, record.hf_share_top10, record.predictive_entropy); }

bool OnsetWatch::observe(std::int64_t step, double share, double entropy) {
    if (!std::exchange(evaluated_, true))
        first_entropy_ = entropy;
    if (!engaged_) {
        // Untrained parameters are no baseline.
        if (step > 0) {
            has_baseline_ = true;
            baseline_share_ = share;
            baseline_entropy_ = entropy;
        }
        return false;
    }
    if (!has_baseline_) {
        baseline_share_ = corpus_share_;
        baseline_entropy_ = first_entropy_;
    }
    const bool collapsing = share > 2 * baseline_share_ || entropy < 0.5 * baseline_entropy_;
    return collapsing && !std::exchange(found_, true);
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
