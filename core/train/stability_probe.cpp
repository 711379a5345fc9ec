// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/stability_probe.h"

#include "core/train/objective.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

namespace overdamp {

namespace {

constexpr const char* step_name = "stability.step";
constexpr const char* parameters_name = "stability.parameters";
constexpr const char* gradient_name = "stability.gradient";
constexpr const char* smoothness_name = "stability.smoothness";

at::Tensor fitting(const NamedTensors& state, const char* name, at::IntArrayRef shape, at::ScalarType type) {
    const auto found = state.find(name);
    if (found == state.end() || found->second.sizes() != shape || found->second.scalar_type() != type)
        throw CheckpointError(std::string(name) + " is missing or does not fit the model");
    return found->second;
}

} // namespace

at::Tensor fixed_batch_gradient(const Transformer& model, const Language& language, const Knobs& knobs) {
    const Batch batch = training_batch(language, knobs, 0);
    const at::Device device = model.embedding().device();
    const at::Tensor hidden = model.hidden_states(batch.inputs.to(device));
    const Objective loss = objective(hidden, model.head(), batch.targets.reshape({-1}), batch.inputs.size(1), {});
    const Parameters& parameters = model.parameters();
    std::vector<at::Tensor> leaves;
    for (std::size_t i = 0; i < parameters.count(); ++i)
        leaves.push_back(parameters[i]);
    std::vector<at::Tensor> flat;
    for (const at::Tensor& gradient : torch::autograd::grad({loss.value}, leaves))
        flat.push_back(gradient.reshape({-1}));
    return at::cat(flat).to(parameters.flat().scalar_type());
}

void StabilityProbe::measure(const Transformer& model, const Language& language, const Knobs& knobs, EvaluationRecord& record) {
    const at::Tensor gradient = fixed_batch_gradient(model, language, knobs);
    const LossPoint here{model.parameters().flat(), gradient};
    record.loss_gradient_norm = regularised_gradient_norm(here, knobs.objective.weight_decay);
    if (here.parameters.numel() > most_parameters)
        return;
    if (memory_)
        record.smoothness = memory_->step == record.step ? memory_->smoothness : secant_smoothness(memory_->point, here);
    // The evaluation at a run's end may be off the schedule; a run that goes on past it must not see it.
    if (knobs.evaluation.every > 0 && record.step % knobs.evaluation.every == 0)
        memory_ = Memory{record.step, {here.parameters.clone(), gradient}, record.smoothness};
}

NamedTensors StabilityProbe::state() const {
    if (!memory_)
        return {};
    return {{step_name, at::tensor({memory_->step}, at::TensorOptions(at::kLong))},
            {parameters_name, memory_->point.parameters},
            {gradient_name, memory_->point.gradient},
            {smoothness_name, at::tensor({memory_->smoothness}, at::TensorOptions(at::kDouble))}};
}

void StabilityProbe::load_state(const NamedTensors& state, const at::Tensor& parameters) {
    if (!state.contains(step_name)) {
        memory_.reset();
        return;
    }
    const auto step = fitting(state, step_name, {1}, at::kLong).item<std::int64_t>();
    const at::Tensor point = fitting(state, parameters_name, parameters.sizes(), parameters.scalar_type()).to(parameters.device());
    const at::Tensor gradient = fitting(state, gradient_name, parameters.sizes(), parameters.scalar_type()).to(parameters.device());
    const auto smoothness = fitting(state, smoothness_name, {1}, at::kDouble).item<double>();
    memory_ = Memory{step, {point, gradient}, smoothness};
}

} // namespace overdamp
