// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/allocation.h"

#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace overdamp {

namespace {

constexpr double largest_feature = 10;
constexpr int gradient_steps = 4;
constexpr std::int64_t most_rows = 64;

/// The experiences of these numbers as rows.
PolicyBatch batch_of(const std::deque<Experience>& replay, const std::vector<std::int64_t>& chosen) {
    const auto rows = static_cast<std::int64_t>(chosen.size());
    const Decision& any = replay.front().decision;
    const auto options = at::TensorOptions(at::kDouble);
    const PolicyBatch batch{.states = at::empty({rows, static_cast<std::int64_t>(any.state.size())}, options),
                            .log_scales = at::empty({rows}, options),
                            .scopes = at::empty({rows, static_cast<std::int64_t>(any.action.scope.size())}, options),
                            .rewards = at::empty({rows}, options),
                            .log_probabilities = at::empty({rows}, options)};
    double *state = batch.states.data_ptr<double>(), *scope = batch.scopes.data_ptr<double>();
    for (std::int64_t i = 0; i < rows; ++i) {
        const Experience& experience = replay[static_cast<std::size_t>(chosen[static_cast<std::size_t>(i)])];
        state = std::ranges::copy(experience.decision.state, state).out;
        scope = std::copy(experience.decision.action.scope.begin(), experience.decision.action.scope.end(), scope);
        batch.log_scales.data_ptr<double>()[i] = experience.decision.action.log_scale;
        batch.rewards.data_ptr<double>()[i] = experience.reward;
        batch.log_probabilities.data_ptr<double>()[i] = experience.decision.log_probability;
    }
    return batch;
}

template <typename Value> void keep_last(std::deque<Value>& values, std::size_t count) {
    while (values.size() > count)
        values.pop_front();
}

} // namespace

void RunningMoments::add(std::span<const double> state) {
    ++count_;
    for (std::size_t i = 0; i < mean_.size(); ++i) {
        const double before = state[i] - mean_[i];
        mean_[i] += before / static_cast<double>(count_);
        squares_[i] += before * (state[i] - mean_[i]);
    }
}

std::vector<double> RunningMoments::normalise(std::span<const double> state) const {
    std::vector<double> result(state.size());
    for (std::size_t i = 0; i < state.size(); ++i)
        if (const double deviation = std::sqrt(squares_[i] / static_cast<double>(count_)); deviation > 0)
            result[i] = std::clamp((state[i] - mean_[i]) / deviation, -largest_feature, largest_feature);
    return result;
}

double confidence(double decay, double entropy) { return std::exp(-decay * entropy); }

double reward(double mean_value, double confidence, double penalty, double scale) {
    return mean_value * confidence - penalty * (scale - 1) * (scale - 1);
}

Decision Allocator::decide(std::span<const double> state, std::mt19937_64& stream) {
    moments.add(state);
    Decision decision{.state = moments.normalise(state), .action = {}};
    decision.action = policy.sample(decision.state, stream);
    decision.log_probability = policy.log_probability(decision.state, decision.action);
    return decision;
}

double Allocator::remember(const Decision& decision, const RewardTerms& terms) {
    values.push_back(terms.value);
    keep_last(values, terms.window);
    const double mean_value = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    const double result = reward(mean_value, confidence(terms.confidence_decay, terms.entropy), terms.scale_penalty, decision.action.scale());
    replay.push_back({decision, terms.cost, result});
    keep_last(replay, terms.replay);
    return result;
}

bool Allocator::learn(std::mt19937_64& stream) {
    const auto size = static_cast<std::int64_t>(replay.size());
    if (size < 2)
        return true;
    Policy next = policy;
    for (int i = 0; i < gradient_steps; ++i)
        if (!next.improve(batch_of(replay, sample_without_replacement(stream, size, std::min(size, most_rows)))))
            return false;
    policy = std::move(next);
    return true;
}

} // namespace overdamp
