// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/onset.h"

#include <algorithm>
#include <limits>

namespace overdamp {

namespace {

/// The first step with feedback in force; past every step if there is none.
std::int64_t first_engaged_step(const History& history) {
    const auto strength = history.column(*find_metric("train/strength"));
    const auto found = std::ranges::find_if(strength, [](double value) { return value > 0; });
    return found == strength.end() ? std::numeric_limits<std::int64_t>::max()
                                   : history.steps(MetricSource::step)[static_cast<std::size_t>(found - strength.begin())];
}

} // namespace

Onset find_onset(const History& history, double corpus_share) {
    const auto steps = history.steps(MetricSource::evaluation);
    const auto shares = history.column(*find_metric("sample/hf_share_top10"));
    const auto entropies = history.column(*find_metric("eval/predictive_entropy"));
    Onset onset;
    if (steps.empty())
        return onset;
    const auto touched = static_cast<std::size_t>(std::ranges::upper_bound(steps, first_engaged_step(history)) - steps.begin());
    const bool has_baseline = touched > 0 && steps[touched - 1] > 0;
    onset.baseline_share = has_baseline ? shares[touched - 1] : corpus_share;
    onset.baseline_entropy = has_baseline ? entropies[touched - 1] : entropies.front();
    for (std::size_t i = touched; i < steps.size() && !onset.onset_step; ++i)
        if (shares[i] > 2 * onset.baseline_share || entropies[i] < 0.5 * onset.baseline_entropy)
            onset.onset_step = steps[i];
    const auto collapsed = std::ranges::find_if(shares, [](double share) { return share >= collapsed_share; });
    if (collapsed != shares.end())
        onset.collapse_step = steps[static_cast<std::size_t>(collapsed - shares.begin())];
    return onset;
}

} // namespace overdamp
