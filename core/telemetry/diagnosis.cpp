// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/diagnosis.h"

#include "core/telemetry/onset.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace overdamp {

namespace {

using Values = std::span<const double>;

Values column(const History& history, const char* name) { return history.column(*find_metric(name)); }

double mean(Values values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

double standard_deviation(Values values) {
    const double centre = mean(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - centre) * (value - centre);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

/// Mean absolute change from one value to the next.
double roughness(Values values) {
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += std::abs(values[i] - values[i - 1]);
    return sum / static_cast<double>(values.size() - 1);
}

/// Index of the first of the newest steps that all have one α_t.
std::size_t constant_since(Values strength) {
    std::size_t begin = strength.size() - 1;
    while (begin > 0 && strength[begin - 1] == strength.back())
        --begin;
    return begin;
}

/// Index of the first step record that is not before `step`.
std::size_t index_of(const History& history, std::int64_t step) {
    const auto steps = history.steps(MetricSource::step);
    return static_cast<std::size_t>(std::ranges::lower_bound(steps, step) - steps.begin());
}

std::optional<Diagnosis> flat_share(const History& history, double strength) {
    const auto steps = history.steps(MetricSource::evaluation);
    const auto baseline = baseline_evaluation(history);
    const std::size_t engaged = untouched_steps(history);
    if (strength == 0 || !baseline || engaged == history.size() || steps.size() < flat_evaluations)
        return std::nullopt;
    const std::int64_t since = history.steps(MetricSource::step)[engaged];
    if (steps[steps.size() - flat_evaluations] < since + static_cast<std::int64_t>(settled_steps))
        return std::nullopt;
    const Values shares = column(history, "sample/hf_share_top10");
    const Diagnosis found{FailureSignature::flat_share, since, strength, shares[*baseline], mean(shares.last(flat_evaluations))};
    return found.now < found.before + flat_points ? std::optional(found) : std::nullopt;
}

std::optional<Diagnosis> growing_gradient(const History& history, Values strength) {
    if (strength.back() == 0 || strength.size() - constant_since(strength) < 2 * settled_steps)
        return std::nullopt;
    const auto halves = [&](const char* name) {
        const Values last = column(history, name).last(2 * settled_steps);
        return std::pair(last.first(settled_steps), last.last(settled_steps));
    };
    const auto [older_loss, newer_loss] = halves("train/loss");
    const auto [older_norm, newer_norm] = halves("train/gradient_norm");
    const Diagnosis found{FailureSignature::growing_gradient, history.steps(MetricSource::step)[strength.size() - settled_steps], strength.back(),
                          mean(older_norm), mean(newer_norm)};
    const bool smooth = roughness(newer_loss) <= smooth_factor * roughness(older_loss);
    return smooth && found.now >= growth_factor * found.before ? std::optional(found) : std::nullopt;
}

std::optional<Diagnosis> growing_smoothness(const History& history, Values strength) {
    const auto steps = history.steps(MetricSource::evaluation);
    const Values smoothness = column(history, "eval/smoothness");
    if (strength.back() == 0 || steps.size() < 2 * flat_evaluations)
        return std::nullopt;
    const std::size_t first = index_of(history, steps[steps.size() - 2 * flat_evaluations]);
    const std::size_t middle = index_of(history, steps[steps.size() - flat_evaluations]);
    const Values loss = column(history, "train/loss");
    if (first < constant_since(strength) || middle < first + 2 || loss.size() < middle + 2)
        return std::nullopt;
    const Values last = smoothness.last(2 * flat_evaluations);
    const Diagnosis found{FailureSignature::growing_smoothness, steps[steps.size() - flat_evaluations], strength.back(),
                          mean(last.first(flat_evaluations)), mean(last.last(flat_evaluations))};
    const bool smooth = roughness(loss.subspan(middle)) <= smooth_factor * roughness(loss.subspan(first, middle - first));
    return smooth && found.now >= growth_factor * found.before ? std::optional(found) : std::nullopt;
}

std::optional<Diagnosis> no_response(const History& history, Values strength) {
    constexpr std::size_t window = settled_steps / 2;
    const std::size_t settled = constant_since(strength); // a ramp ends here
    if (settled == 0 || strength.size() < settled + settled_steps)
        return std::nullopt;
    std::size_t moved = settled; // and begins here
    while (moved > 1 && strength[moved - 1] != strength[moved - 2])
        --moved;
    if (moved < window || std::abs(strength.back() - strength[moved - 1]) < moved_strength)
        return std::nullopt;
    const auto unmoved = [&](Values values) {
        const Values before = values.subspan(moved - window, window), after = values.subspan(settled + settled_steps - window, window);
        return std::abs(mean(after) - mean(before)) < unmoved_deviations * standard_deviation(before);
    };
    const Values loss = column(history, "train/loss"), entropy = column(history, "train/predictive_entropy");
    if (!unmoved(loss) || !unmoved(entropy))
        return std::nullopt;
    return Diagnosis{FailureSignature::no_response, history.steps(MetricSource::step)[moved], strength.back(),
                     mean(entropy.subspan(moved - window, window)), mean(entropy.subspan(settled + settled_steps - window, window))};
}

} // namespace

std::vector<Diagnosis> diagnose(const History& history) {
    const Values strength = column(history, "train/strength");
    std::vector<Diagnosis> found;
    if (strength.empty())
        return found;
    for (const auto& diagnosis : {flat_share(history, strength.back()), growing_gradient(history, strength), growing_smoothness(history, strength),
                                  no_response(history, strength)})
        if (diagnosis)
            found.push_back(*diagnosis);
    return found;
}

} // namespace overdamp
