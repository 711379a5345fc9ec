// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/selection.h"

#include "core/language/rarity.h"
#include "core/settings/random_stream.h"
#include "core/train/selection_state.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

/// Features beside those of the layers.
constexpr std::size_t batch_features = 7;

/// Keeps the logarithm of a gradient that is 0 finite.
double safe_log(double value) { return std::log(std::max(value, 1e-30)); }

/// Mean squared gradient of each layer, attention and MLP together: the diagonal Fisher information of the batch, averaged.
std::vector<double> layer_fisher(const std::vector<ParameterBlock>& blocks, const at::Tensor& flat_gradient) {
    std::vector<at::Tensor> means;
    // Between embedding and head each layer has two neighbouring blocks.
    for (std::size_t i = 1; i + 2 < blocks.size(); i += 2) {
        const std::int64_t size = blocks[i].size + blocks[i + 1].size;
        const at::Tensor gradient = flat_gradient.narrow(0, blocks[i].offset, size);
        means.push_back(gradient.dot(gradient) / size);
    }
    const at::Tensor values = at::stack(means).to(at::kCPU, at::kDouble);
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

} // namespace

bool reward_due(const Knobs& knobs, std::int64_t step) { return knobs.psu.mode == PsuMode::policy && step % knobs.psu.reward_every == 0; }

Selection::Selection(const Transformer& model, const Language& language)
    : blocks_(parameter_blocks(model.parameters())), parameter_count_(static_cast<double>(model.parameters().flat().numel())),
      rarity_(token_rarity(language.training, model.shape().vocabulary)) {}

std::size_t Selection::feature_count() const { return batch_features + (blocks_.size() - 2) / 2; }

Allocation Selection::choose(const Knobs& knobs, const at::Tensor& tokens, const Parameters& parameters, StepRecord& record) {
    const BatchDynamics dynamics = history_.observe(record.gradient_norm, record.loss);
    Allocation allocation;
    if (knobs.psu.mode == PsuMode::off)
        return allocation;
    double frozen = 0;
    if (knobs.psu.mode == PsuMode::rule) {
        allocation.scale = rule_scale(dynamics.accuracy, record.work_share / 100);
    } else {
        const auto blocks = static_cast<std::int64_t>(blocks_.size()), features = static_cast<std::int64_t>(feature_count());
        if (!allocator_) {
            std::mt19937_64 weights = random_stream(knobs.training.seed, RandomPurpose::policy_weights);
            allocator_ = Allocator{RunningMoments(feature_count()), Policy(features, blocks, weights), {}, {}};
        }
        std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::policy_actions, record.step);
        decision_ = allocator_->decide(this->features(dynamics, tokens, parameters, record), stream);
        allocation.scale = decision_.action.scale();
        for (std::size_t b = 0; b < blocks_.size(); ++b)
            if (!decision_.action.scope[b]) {
                allocation.frozen.push_back(blocks_[b]);
                frozen += static_cast<double>(blocks_[b].size);
            }
    }
    record.update_scale = allocation.scale;
    record.scope = 100 * (1 - frozen / parameter_count_);
    record.gradient_ratio = dynamics.accuracy;
    return allocation;
}

std::vector<double> Selection::features(const BatchDynamics& dynamics, const at::Tensor& tokens, const Parameters& parameters,
                                        const StepRecord& record) const {
    std::vector<double> features = {
        safe_log(record.gradient_norm), dynamics.accuracy,         record.loss,
        dynamics.loss_above_mean,       dynamics.mean_loss_change, rarity_.index_select(0, tokens.reshape({-1})).mean().item<double>(),
        record.predictive_entropy};
    for (const double fisher : layer_fisher(blocks_, parameters.flat_gradient()))
        features.push_back(safe_log(fisher));
    return features;
}

void Selection::reward(const Knobs& knobs, double loss_after, StepRecord& record) {
    record.batch_value = record.loss - loss_after;
    if (!std::isfinite(record.batch_value))
        throw NumericError("the loss that PSU's reward compares after step " + std::to_string(record.step) + " is not finite");
    record.reward = allocator_->remember(decision_, {.value = record.batch_value,
                                                     .entropy = record.predictive_entropy,
                                                     .confidence_decay = knobs.psu.confidence,
                                                     .scale_penalty = knobs.psu.scale_penalty,
                                                     .cost = record.work_share / 100,
                                                     .window = static_cast<std::size_t>(knobs.psu.window),
                                                     .replay = static_cast<std::size_t>(knobs.psu.replay)});
    if (!std::isfinite(record.reward))
        throw NumericError("PSU's reward of step " + std::to_string(record.step) + " is not finite");
}

void Selection::learn(const Knobs& knobs, std::int64_t step) {
    if ((step + 1) % knobs.psu.update_every != 0)
        return;
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::policy_batches, step);
    if (!allocator_->learn(stream))
        throw NumericError("the gradient of PSU's policy at step " + std::to_string(step) + " is not finite");
}

NamedTensors Selection::state() const {
    NamedTensors state = to_tensors(history_);
    if (allocator_)
        state.merge(to_tensors(*allocator_));
    return state;
}

void Selection::load_state(const NamedTensors& state) {
    const TrainingHistory history = history_from(state);
    allocator_ = allocator_from(state, feature_count(), blocks_.size());
    history_ = history;
}

} // namespace overdamp
