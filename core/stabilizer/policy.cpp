// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/policy.h"

#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <torch/csrc/autograd/autograd.h>

namespace overdamp {

namespace {

constexpr std::int64_t width = 64;
constexpr double smallest_deviation = 0.05, largest_deviation = 1, initial_deviation = 0.3;
constexpr double initial_logit = 2;
/// Beyond it a block is in or out for good; keeps the logarithms finite.
constexpr double largest_logit = 20;
/// The last layers start this much smaller, so that the state hardly matters at first.
constexpr double last_layer_scale = 0.01;

constexpr double clip_range = 0.2;
constexpr double largest_weight = 3;

constexpr double learning_rate = 3e-3;
constexpr double beta1 = 0.9;
constexpr double beta2 = 0.999;
constexpr double epsilon = 1e-8;

/// Between low and high, smoothly.
at::Tensor squash(const at::Tensor& x, double low, double high) { return low + (high - low) * at::sigmoid(x); }

double unsquash(double y, double low, double high) { return std::log((y - low) / (high - y)); }

/// Hands out the parts of a flat buffer one after the other.
class Parts {
  public:
    explicit Parts(const at::Tensor& flat) : flat_(flat) {}
    at::Tensor take(std::int64_t rows, std::int64_t columns) {
        const at::Tensor part = flat_.narrow(0, next_, rows * columns).view({rows, columns});
        next_ += rows * columns;
        return part;
    }

  private:
    at::Tensor flat_;
    std::int64_t next_ = 0;
};

/// Two tanh layers and a linear one.
at::Tensor network(Parts& parts, const at::Tensor& states, std::int64_t outputs) {
    at::Tensor x = states;
    for (int layer = 0; layer < 2; ++layer) {
        const at::Tensor weight = parts.take(x.size(1), width);
        x = at::tanh(at::addmm(parts.take(1, width), x, weight));
    }
    const at::Tensor weight = parts.take(width, outputs);
    return at::addmm(parts.take(1, outputs), x, weight);
}

std::int64_t network_size(std::int64_t features, std::int64_t outputs) {
    return (features + 1) * width + (width + 1) * width + (width + 1) * outputs;
}

/// Draws a network's weights with variance 1/inputs; biases are 0. Returns the last bias.
at::Tensor initialise(Parts& parts, std::int64_t features, std::int64_t outputs, std::mt19937_64& stream) {
    at::Tensor bias;
    for (const auto& [inputs, columns, scale] : {std::tuple{features, width, 1.0}, {width, width, 1.0}, {width, outputs, last_layer_scale}}) {
        std::normal_distribution<double> normal(0, scale / std::sqrt(static_cast<double>(inputs)));
        const at::Tensor weight = parts.take(inputs, columns);
        std::generate_n(weight.data_ptr<double>(), weight.numel(), [&] { return normal(stream); });
        bias = parts.take(1, columns).zero_();
    }
    return bias;
}

at::Tensor row(std::span<const double> values) {
    const at::Tensor tensor = at::empty({1, static_cast<std::int64_t>(values.size())}, at::TensorOptions(at::kDouble));
    std::ranges::copy(values, tensor.data_ptr<double>());
    return tensor;
}

} // namespace

double Action::scale() const { return std::clamp(std::exp(log_scale), smallest_scale, largest_scale); }

at::Tensor log_probabilities(const PolicyOutputs& outputs, const at::Tensor& log_scales, const at::Tensor& scopes) {
    const at::Tensor standard = (log_scales - outputs.log_median) * at::exp(-outputs.log_deviation);
    const at::Tensor scale = -log_scales - outputs.log_deviation - 0.5 * std::log(2 * std::numbers::pi) - 0.5 * standard.square();
    const at::Tensor log_in = at::log_sigmoid(outputs.logits), log_out = at::log_sigmoid(-outputs.logits);
    const at::Tensor independent = (scopes * log_in + (1 - scopes) * log_out).sum(1);
    return scale + independent - at::log(-at::expm1(log_out.sum(1)));
}

at::Tensor importance_weights(const at::Tensor& log_probabilities, const at::Tensor& old_log_probabilities) {
    return at::exp((log_probabilities - old_log_probabilities).clamp_max(std::log(largest_weight)));
}

at::Tensor clipped_surrogate(const at::Tensor& weights, const at::Tensor& advantages) {
    return at::minimum(weights * advantages, weights.clamp(1 - clip_range, 1 + clip_range) * advantages).mean();
}

Policy::Policy(std::int64_t features, std::int64_t blocks, std::mt19937_64& stream) : features_(features), blocks_(blocks) {
    const at::NoGradGuard no_gradient;
    const at::Tensor values = at::empty({size(features, blocks)}, at::TensorOptions(at::kDouble));
    Parts parts(values);
    const at::Tensor bias = initialise(parts, features, 1 + blocks, stream);
    bias.fill_(initial_logit);
    bias[0][0] = unsquash(0, std::log(smallest_scale), std::log(largest_scale));
    parts.take(1, 1).fill_(unsquash(std::log(initial_deviation), std::log(smallest_deviation), std::log(largest_deviation)));
    initialise(parts, features, 1, stream);
    weights_ = {values, at::zeros_like(values), at::zeros_like(values)};
}

Policy::Policy(std::int64_t features, std::int64_t blocks, PolicyWeights weights)
    : features_(features), blocks_(blocks), weights_(std::move(weights)) {}

std::int64_t Policy::size(std::int64_t features, std::int64_t blocks) { return network_size(features, 1 + blocks) + 1 + network_size(features, 1); }

PolicyOutputs Policy::outputs(const at::Tensor& values, const at::Tensor& states) const {
    Parts parts(values);
    const at::Tensor choice = network(parts, states, 1 + blocks_);
    const at::Tensor deviation = parts.take(1, 1).squeeze();
    return {.log_median = squash(choice.select(1, 0), std::log(smallest_scale), std::log(largest_scale)),
            .log_deviation = squash(deviation, std::log(smallest_deviation), std::log(largest_deviation)),
            .logits = choice.narrow(1, 1, blocks_).clamp(-largest_logit, largest_logit),
            .baseline = network(parts, states, 1).select(1, 0)};
}

PolicyOutputs Policy::outputs(const at::Tensor& states) const {
    const at::NoGradGuard no_gradient;
    return outputs(weights_.values, states);
}

Action Policy::sample(std::span<const double> state, std::mt19937_64& stream) const {
    const PolicyOutputs told = outputs(row(state));
    std::normal_distribution<double> normal(told.log_median.item<double>(), std::exp(told.log_deviation.item<double>()));
    Action action{.log_scale = normal(stream), .scope = std::vector<bool>(static_cast<std::size_t>(blocks_))};
    const at::Tensor log_out = at::log_sigmoid(-told.logits[0]);
    bool any = false;
    for (std::int64_t b = 0; b < blocks_; ++b) {
        // While none is in yet, the probability is given that one of this and the following blocks will be.
        const double possible = any ? 1 : -std::expm1(log_out.narrow(0, b, blocks_ - b).sum().item<double>());
        const double probability = -std::expm1(log_out[b].item<double>()) / possible;
        const bool in = uniform(stream) < probability || (!any && b + 1 == blocks_);
        action.scope[static_cast<std::size_t>(b)] = in;
        any = any || in;
    }
    return action;
}

double Policy::log_probability(std::span<const double> state, const Action& action) const {
    const std::vector<double> scope(action.scope.begin(), action.scope.end());
    return log_probabilities(outputs(row(state)), at::full({1}, action.log_scale, at::TensorOptions(at::kDouble)), row(scope)).item<double>();
}

bool Policy::improve(const PolicyBatch& batch) {
    const at::Tensor values = weights_.values.detach().clone().set_requires_grad(true);
    const PolicyOutputs now = outputs(values, batch.states);
    const at::Tensor weights = importance_weights(log_probabilities(now, batch.log_scales, batch.scopes), batch.log_probabilities);
    const at::Tensor advantages = batch.rewards - now.baseline.detach();
    const at::Tensor standardised = (advantages - advantages.mean()) / (advantages.std() + epsilon);
    const at::Tensor loss = at::mse_loss(now.baseline, batch.rewards) - clipped_surrogate(weights, standardised);
    const at::Tensor gradient = torch::autograd::grad({loss}, {values}).front();
    if (!gradient.isfinite().all().item<bool>())
        return false;

    const at::NoGradGuard no_gradient;
    PolicyWeights next{.values = {}, .first_moment = beta1 * weights_.first_moment + (1 - beta1) * gradient,
                       .second_moment = beta2 * weights_.second_moment + (1 - beta2) * gradient.square(), .steps = weights_.steps + 1};
    const auto t = static_cast<double>(next.steps);
    const at::Tensor spread = (next.second_moment / (1 - std::pow(beta2, t))).sqrt() + epsilon;
    next.values = weights_.values - learning_rate / (1 - std::pow(beta1, t)) * next.first_moment / spread;
    weights_ = std::move(next);
    return true;
}

} // namespace overdamp
