// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/results.h"

#include "core/measure/cross_seed.h"
#include "core/settings/text.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

namespace overdamp {

namespace {

constexpr std::size_t level_steps = 50;
constexpr std::size_t roughness_steps = 100;

/// Standard deviation of the change from one value to the next.
double roughness(std::span<const double> values) {
    std::vector<double> changes;
    for (std::size_t i = 1; i < values.size(); ++i)
        changes.push_back(values[i] - values[i - 1]);
    return spread(changes);
}

/// Slope of the least-squares line of `y` on `x` over some of the pairs.
double slope(std::span<const double> x, std::span<const double> y, std::span<const std::size_t> chosen) {
    double mean_x = 0, mean_y = 0, xy = 0, xx = 0;
    for (const std::size_t i : chosen) {
        mean_x += x[i] / static_cast<double>(chosen.size());
        mean_y += y[i] / static_cast<double>(chosen.size());
    }
    for (const std::size_t i : chosen) {
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        xx += (x[i] - mean_x) * (x[i] - mean_x);
    }
    return xx > 0 ? xy / xx : not_measured;
}

/// The value a third of the way from the smallest to the largest.
double lower_third(std::span<const double> values) {
    const auto [smallest, largest] = std::ranges::minmax(values);
    return smallest + (largest - smallest) / 3;
}

void read_summary(CellResult& result) {
    const auto summary = nlohmann::json::parse(read_text(result.status.run / "summary.json"));
    for (const Metric& metric : metric_table())
        if (const auto found = summary.find(metric.name); found != summary.end() && found->is_number())
            result.measures[std::string(metric.name)] = found->get<double>();
    const auto step = [&](const char* key) {
        const auto found = summary.find(key);
        return found != summary.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
    };
    result.onset_step = step("onset_step");
    result.collapse_step = step("collapse_step");
}

/// Where the relation of loss and entropy begins: after the ramp with feedback, so that the training before it is not mixed in.
std::size_t first_step_of_relation(const Knobs& knobs) {
    return knobs.feedback.strength == 0 ? 0 : static_cast<std::size_t>(knobs.feedback.engage_step + knobs.feedback.ramp_steps);
}

WordCounts late_words(const History& history, std::int64_t steps) {
    WordSequences late;
    for (const SampleRecord& sample : history.samples())
        if (4 * sample.step >= 3 * steps) {
            late.emplace_back();
            for (const SampleWord& word : sample.words)
                late.back().push_back(word.text);
        }
    return word_counts(late);
}

} // namespace

double CellResult::value(const std::string& metric) const {
    const auto found = measures.find(metric);
    return found == measures.end() ? not_measured : found->second;
}

LossPath loss_path(std::span<const double> losses, std::int64_t engage_step, std::int64_t ramp_steps) {
    LossPath path;
    const std::size_t engage = std::min(static_cast<std::size_t>(engage_step), losses.size());
    const std::size_t ramped = std::min(engage + static_cast<std::size_t>(ramp_steps), losses.size());
    if (engage >= level_steps)
        path.before = mean(losses.subspan(engage - level_steps, level_steps));
    if (engage >= roughness_steps)
        path.roughness_before = roughness(losses.subspan(engage - roughness_steps, roughness_steps));
    if (losses.size() - ramped < level_steps)
        return path;
    path.after_ramp = mean(losses.subspan(ramped, level_steps));
    path.settled = mean(losses.last(level_steps));
    path.roughness_after = roughness(losses.subspan(ramped));
    return path;
}

LossEntropy loss_entropy(std::span<const double> losses, std::span<const double> entropies) {
    LossEntropy relation;
    const std::size_t count = std::min(losses.size(), entropies.size());
    if (count < 8)
        return relation;
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return losses[i]; });
    const std::span<const std::size_t> sorted = order;
    relation.lower_slope = slope(losses, entropies, sorted.first(count / 2));
    relation.upper_slope = slope(losses, entropies, sorted.subspan(count / 2));
    const double low_loss = lower_third(losses), low_entropy = lower_third(entropies);
    const auto inside = std::ranges::count_if(order, [&](std::size_t i) { return losses[i] <= low_loss && entropies[i] <= low_entropy; });
    relation.corner_share = 100 * static_cast<double>(inside) / static_cast<double>(count);
    return relation;
}

CellResult read_result(const Experiment& experiment, const CellStatus& status) {
    CellResult result;
    result.status = status;
    if (status.state != CellState::finished)
        return result;
    read_summary(result);
    const History history = load_history(status.run);
    const std::int64_t engage_step = experiment.knobs.feedback.engage_step;
    if (result.collapse_step)
        result.steps_to_collapse = *result.collapse_step - engage_step;
    const auto losses = history.column(*find_metric("train/loss"));
    result.loss = loss_path(losses, engage_step, experiment.knobs.feedback.ramp_steps);
    const auto entropies = history.column(*find_metric("train/predictive_entropy"));
    const std::size_t start = std::min({first_step_of_relation(experiment.knobs), losses.size(), entropies.size()});
    result.loss_entropy = loss_entropy(losses.subspan(start), entropies.subspan(start));
    result.words = late_words(history, experiment.knobs.training.steps);
    return result;
}

CellResult read_result_or_failure(const Experiment& experiment, const CellStatus& status) {
    try {
        return read_result(experiment, status);
    } catch (const std::exception& error) {
        CellResult failed;
        failed.status = status;
        failed.status.state = CellState::failed;
        failed.status.reason = error.what();
        return failed;
    }
}

} // namespace overdamp
