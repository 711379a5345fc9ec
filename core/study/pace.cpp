// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/pace.h"

#include "core/telemetry/records.h"

#include <algorithm>
#include <cmath>

namespace overdamp {

double parameter_estimate(const Knobs& knobs) {
    const auto layers = static_cast<double>(knobs.model.layers), width = static_cast<double>(knobs.model.width);
    return 12 * layers * width * width + width * static_cast<double>(knobs.language.vocabulary + knobs.model.context);
}

double run_cost(const Knobs& knobs) {
    const auto tokens = static_cast<double>(knobs.training.steps) * static_cast<double>(knobs.training.batch * knobs.model.context);
    const auto attention = static_cast<double>(knobs.model.layers * knobs.model.context * knobs.model.width);
    return tokens * (parameter_estimate(knobs) + attention);
}

void Pace::add(const Knobs& knobs, std::int64_t steps, double seconds) {
    if (steps <= 0 || !(seconds > 0))
        return;
    ++runs_;
    const double cost = run_cost(knobs) * static_cast<double>(steps) / static_cast<double>(knobs.training.steps);
    for (Spent* spent : {&all_, &models_[model_of(knobs)]}) {
        spent->seconds += seconds;
        spent->cost += cost;
    }
}

double Pace::seconds_left(const Knobs& knobs, std::int64_t steps) const {
    const auto same = models_.find(model_of(knobs));
    const Spent& spent = same == models_.end() ? all_ : same->second;
    const double left = std::max(0.0, 1 - static_cast<double>(steps) / static_cast<double>(knobs.training.steps));
    return spent.cost > 0 ? spent.seconds / spent.cost * run_cost(knobs) * left : not_measured;
}

Pace::Model Pace::model_of(const Knobs& knobs) { return {knobs.model.kind, knobs.model.layers, knobs.model.width}; }

double usual_seconds(const Knobs& knobs) {
    constexpr double multiplications_a_second = 1e10; // of the weights' products; the backward pass and the rest are in the figure
    return run_cost(knobs) / multiplications_a_second;
}

double seconds_until_done(std::span<const double> seconds_left, std::int64_t jobs) {
    std::vector<double> free_at(static_cast<std::size_t>(std::max<std::int64_t>(jobs, 1)), 0.0);
    for (const double seconds : seconds_left)
        *std::ranges::min_element(free_at) += seconds;
    return std::ranges::any_of(seconds_left, [](double seconds) { return std::isnan(seconds); }) ? not_measured : *std::ranges::max_element(free_at);
}

} // namespace overdamp
