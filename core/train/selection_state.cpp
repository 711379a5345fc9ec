// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/selection_state.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <array>
#include <cmath>

namespace overdamp {

namespace {

constexpr const char* history_name = "psu.history";
constexpr const char* moments_name = "psu.moments";
constexpr const char* counts_name = "psu.counts";
constexpr const char* values_name = "psu.values";
constexpr const char* replay_name = "psu.replay";
constexpr const char* policy_name = "psu.policy";
constexpr const char* first_moment_name = "psu.policy.first_moment";
constexpr const char* second_moment_name = "psu.policy.second_moment";

/// A row of the replay buffer: state, scope, and then log γ, T*, r and log π.
constexpr std::int64_t other_columns = 4;

const at::TensorOptions real(at::kDouble);

at::Tensor vector_of(const std::vector<double>& values) { return at::tensor(values, real); }

std::vector<double> values_of(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

[[noreturn]] void refuse(const char* name) {
    throw CheckpointError(std::string("optimizer state ") + name + " is missing, damaged or does not fit the model");
}

/// The named tensor of float64 with this shape; −1 stands for any extent.
at::Tensor fitting(const NamedTensors& state, const char* name, std::vector<std::int64_t> shape) {
    const auto found = state.find(name);
    const auto suits = [](std::int64_t size, std::int64_t wanted) { return wanted < 0 || size == wanted; };
    const bool fits = found != state.end() && found->second.scalar_type() == at::kDouble && std::ranges::equal(found->second.sizes(), shape, suits);
    if (!fits)
        refuse(name);
    return found->second.to(at::kCPU);
}

at::Tensor finite(const NamedTensors& state, const char* name, std::vector<std::int64_t> shape) {
    const at::Tensor tensor = fitting(state, name, std::move(shape));
    if (!tensor.isfinite().all().item<bool>())
        refuse(name);
    return tensor;
}

at::Tensor replay_rows(const std::deque<Experience>& replay) {
    std::vector<double> rows;
    for (const Experience& experience : replay) {
        const Decision& decision = experience.decision;
        rows.insert(rows.end(), decision.state.begin(), decision.state.end());
        rows.insert(rows.end(), decision.action.scope.begin(), decision.action.scope.end());
        rows.insert(rows.end(), {decision.action.log_scale, experience.cost, experience.reward, decision.log_probability});
    }
    return vector_of(rows).view({static_cast<std::int64_t>(replay.size()), -1});
}

std::deque<Experience> replay_from(const at::Tensor& rows, std::size_t features, std::size_t blocks) {
    std::deque<Experience> replay;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        const std::vector<double> row = values_of(rows[i]);
        const auto scope = row.begin() + static_cast<std::ptrdiff_t>(features);
        const auto rest = scope + static_cast<std::ptrdiff_t>(blocks);
        if (std::any_of(scope, rest, [](double in) { return in != 0 && in != 1; }) || std::find(scope, rest, 1) == rest)
            refuse(replay_name);
        replay.push_back({.decision = {.state = {row.begin(), scope}, .action = {rest[0], {scope, rest}}, .log_probability = rest[3]},
                          .cost = rest[1],
                          .reward = rest[2]});
    }
    return replay;
}

} // namespace

NamedTensors to_tensors(const TrainingHistory& history) {
    return {{history_name, vector_of({history.largest_gradient, history.mean_loss, history.last_loss, history.mean_loss_change})}};
}

TrainingHistory history_from(const NamedTensors& state) {
    if (!state.contains(history_name))
        return {};
    const std::vector<double> values = values_of(fitting(state, history_name, {4}));
    const TrainingHistory history{.largest_gradient = values[0], .mean_loss = values[1], .last_loss = values[2], .mean_loss_change = values[3]};
    // Before the first step there are no losses.
    const bool losses = std::isfinite(history.mean_loss) && std::isfinite(history.last_loss);
    const bool none = std::isnan(history.mean_loss) && std::isnan(history.last_loss);
    if (!(std::isfinite(history.largest_gradient) && history.largest_gradient >= 0 && std::isfinite(history.mean_loss_change) && (losses || none)))
        refuse(history_name);
    return history;
}

NamedTensors to_tensors(const Allocator& allocator) {
    const PolicyWeights& policy = allocator.policy.weights();
    NamedTensors state = {
        {counts_name, at::tensor({allocator.moments.count(), policy.steps}, at::TensorOptions(at::kLong))},
        {moments_name, at::stack({vector_of(allocator.moments.mean()), vector_of(allocator.moments.squares())})},
        {policy_name, policy.values},
        {first_moment_name, policy.first_moment},
        {second_moment_name, policy.second_moment},
    };
    if (!allocator.values.empty()) {
        state[values_name] = vector_of({allocator.values.begin(), allocator.values.end()});
        state[replay_name] = replay_rows(allocator.replay);
    }
    return state;
}

std::optional<Allocator> allocator_from(const NamedTensors& state, std::size_t features, std::size_t blocks) {
    const auto counts = state.find(counts_name);
    if (counts == state.end())
        return std::nullopt;
    if (counts->second.scalar_type() != at::kLong || counts->second.sizes() != at::IntArrayRef({2}) || counts->second.le(-1).any().item<bool>())
        refuse(counts_name);
    const auto columns = static_cast<std::int64_t>(features), scopes = static_cast<std::int64_t>(blocks);
    const std::int64_t size = Policy::size(columns, scopes);
    const at::Tensor moments = finite(state, moments_name, {2, columns});
    PolicyWeights weights{.values = finite(state, policy_name, {size}),
                          .first_moment = finite(state, first_moment_name, {size}),
                          .second_moment = finite(state, second_moment_name, {size}),
                          .steps = counts->second[1].item<std::int64_t>()};
    Allocator allocator{.moments = {counts->second[0].item<std::int64_t>(), values_of(moments[0]), values_of(moments[1])},
                        .policy = {columns, scopes, std::move(weights)},
                        .values = {},
                        .replay = {}};
    if (state.contains(values_name)) {
        const std::vector<double> values = values_of(finite(state, values_name, {-1}));
        allocator.values = {values.begin(), values.end()};
        allocator.replay = replay_from(finite(state, replay_name, {-1, columns + scopes + other_columns}), features, blocks);
    }
    return allocator;
}

} // namespace overdamp
