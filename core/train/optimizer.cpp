// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimizer.h"

#include "core/kernel/adamw.h"
#include "core/model/library_operators.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <cmath>

namespace overdamp {

namespace {

constexpr double beta1 = 0.9;
constexpr double beta2 = 0.999;
constexpr double epsilon = 1e-8;

/// Takes the frozen coordinates aside and puts them back when it goes, so that whatever happens between leaves them as they were.
class Freeze {
  public:
    Freeze(const Parameters& parameters, const Update& update, const std::vector<at::Tensor>& flats) {
        for (const at::Tensor& flat : flats) {
            for (const FrozenNodes& part : update.frozen) {
                const at::Tensor view = parameters.view_of(flat, part.parameter);
                nodes_.push_back({view, part.nodes, part.dimension, view.index_select(part.dimension, part.nodes)});
            }
            for (const FrozenEntries& part : update.frozen_entries) {
                const at::Tensor view = parameters.view_of(flat, part.parameter);
                entries_.push_back({view, part.entries, view.clone()});
            }
            for (const ParameterBlock& block : update.frozen_blocks) {
                const at::Tensor view = flat.narrow(0, block.offset, block.size);
                blocks_.push_back({view, view.clone()});
            }
        }
    }
    ~Freeze() {
        for (const SavedNodes& saved : nodes_)
            saved.view.index_copy_(saved.dimension, saved.nodes, saved.values);
        for (SavedEntries& saved : entries_) { // a choice by mask would be waited for on a GPU, and there may be no memory for a result
            at::where_out(saved.values, saved.entries, saved.values, saved.view);
            saved.view.copy_(saved.values);
        }
        for (const SavedBlock& saved : blocks_)
            saved.view.copy_(saved.values);
    }
    Freeze(const Freeze&) = delete;
    Freeze& operator=(const Freeze&) = delete;

  private:
    struct SavedNodes {
        at::Tensor view, nodes;
        std::int64_t dimension;
        at::Tensor values;
    };
    struct SavedEntries {
        at::Tensor view, entries, values;
    };
    struct SavedBlock {
        at::Tensor view, values;
    };
    std::vector<SavedNodes> nodes_;
    std::vector<SavedEntries> entries_;
    std::vector<SavedBlock> blocks_;
};

/// 1, or 0 where nothing is to move, in the type of `like`.
at::Tensor moves(const Update& update, const at::Tensor& like) { return (1 - update.found_inf).to(like.scalar_type()); }

/// Scales the gradient, and makes it 0 where nothing is to move.
void scale_gradient(Parameters& parameters, const Update& update) {
    const at::Tensor& gradient = parameters.flat_gradient();
    if (update.gradient_scale != 1)
        gradient.mul_(update.gradient_scale);
    if (update.gradient_divisor.defined())
        gradient.div_(update.gradient_divisor);
    if (update.found_inf.defined())
        gradient.masked_fill_(update.found_inf.ne(0), 0);
}

/// Decoupled weight decay.
void shrink(Parameters& parameters, const Update& update) {
    const double lost = update.learning_rate * update.weight_decay;
    if (lost == 0)
        return;
    if (update.found_inf.defined())
        parameters.flat().mul_(1 - lost * moves(update, parameters.flat()));
    else
        parameters.flat().mul_(1 - lost);
}

const at::Tensor& fitting(const NamedTensors& state, const char* name, const at::Tensor& like) {
    const auto found = state.find(name);
    if (found == state.end() || found->second.sizes() != like.sizes() || found->second.scalar_type() != like.scalar_type())
        throw CheckpointError(std::string("optimizer state ") + name + " is missing or does not fit the model");
    return found->second;
}

} // namespace

Optimizer::Optimizer(OptimizerKind kind, WeightDecayForm form, const Parameters& parameters)
    : kind_(kind), coupled_(form == WeightDecayForm::coupled || (form == WeightDecayForm::automatic && kind == OptimizerKind::sgd)) {
    if (kind_ == OptimizerKind::adamw) {
        first_moment_ = at::zeros_like(parameters.flat());
        second_moment_ = at::zeros_like(parameters.flat());
    }
}

void Optimizer::step(Parameters& parameters, const Update& update) {
    const at::NoGradGuard no_gradient;
    ++steps_;
    if (kind_ == OptimizerKind::adamw)
        adamw(parameters, update);
    else
        sgd(parameters, update);
}

void Optimizer::adamw(Parameters& parameters, const Update& update) {
    const Freeze freeze(parameters, update, {parameters.flat(), first_moment_, second_moment_});
    const at::Tensor& gradient = parameters.flat_gradient();
    const auto t = static_cast<double>(steps_);
    if (gradient.device().is_cpu() && gradient.scalar_type() == at::kFloat && !update.found_inf.defined())
        return adamw_in_one_visit(parameters, update);
    if (library_adamw({.parameters = parameters.flat(),
                       .gradient = gradient,
                       .first_moment = first_moment_,
                       .second_moment = second_moment_,
                       .step = steps_,
                       .learning_rate = update.learning_rate,
                       .beta1 = beta1,
                       .beta2 = beta2,
                       .epsilon = epsilon,
                       .weight_decay = coupled_ ? 0 : update.weight_decay,
                       .gradient_scale = update.gradient_scale,
                       .gradient_divisor = update.gradient_divisor,
                       .found_inf = update.found_inf}))
        return;
    scale_gradient(parameters, update);
    if (!coupled_)
        shrink(parameters, update);
    if (update.found_inf.defined())
        return adamw_unseen(parameters, update);
    first_moment_.lerp_(gradient, 1 - beta1);
    second_moment_.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
    at::Tensor scratch = gradient;
    at::sqrt_out(scratch, second_moment_).div_(std::sqrt(1 - std::pow(beta2, t))).add_(epsilon);
    parameters.flat().addcdiv_(first_moment_, scratch, -update.learning_rate / (1 - std::pow(beta1, t)));
}

void Optimizer::adamw_unseen(Parameters& parameters, const Update& update) {
    const at::Tensor& gradient = parameters.flat_gradient();
    const at::Tensor moves = overdamp::moves(update, gradient);
    const auto t = static_cast<double>(steps_);
    first_moment_.lerp_(gradient, (1 - beta1) * moves);
    second_moment_.mul_(1 - (1 - beta2) * moves).addcmul_(gradient, gradient, 1 - beta2);
    at::Tensor scratch = gradient;
    at::sqrt_out(scratch, second_moment_).div_(std::sqrt(1 - std::pow(beta2, t))).add_(epsilon);
    at::div_out(scratch, first_moment_, scratch);
    parameters.flat().sub_(scratch.mul_(update.learning_rate / (1 - std::pow(beta1, t)) * moves));
}

void Optimizer::adamw_in_one_visit(Parameters& parameters, const Update& update) {
    const auto t = static_cast<double>(steps_);
    const AdamwFactors factors{.shrink = static_cast<float>(coupled_ ? 1 : 1 - update.learning_rate * update.weight_decay),
                               .gradient_scale = static_cast<float>(update.gradient_scale),
                               .beta1 = static_cast<float>(beta1),
                               .beta2 = static_cast<float>(beta2),
                               .second_scale = static_cast<float>(1 / std::sqrt(1 - std::pow(beta2, t))),
                               .epsilon = static_cast<float>(epsilon),
                               .rate = static_cast<float>(update.learning_rate / (1 - std::pow(beta1, t)))};
    float* const gradient = parameters.flat_gradient().data_ptr<float>();
    float* const values = parameters.flat().data_ptr<float>();
    float* const first = first_moment_.data_ptr<float>();
    float* const second = second_moment_.data_ptr<float>();
    constexpr std::int64_t grain = 1 << 14; // numbers that are worth a thread
    at::parallel_for(0, parameters.flat().numel(), grain, [&](std::int64_t begin, std::int64_t end) {
        const auto size = static_cast<std::size_t>(end - begin);
        adamw_step(factors, {gradient + begin, size}, {values + begin, size}, {first + begin, size}, {second + begin, size});
    });
}

void Optimizer::sgd(Parameters& parameters, const Update& update) {
    const Freeze freeze(parameters, update, {parameters.flat()});
    scale_gradient(parameters, update);
    if (!coupled_)
        shrink(parameters, update);
    parameters.flat().add_(parameters.flat_gradient(), -update.learning_rate);
}

NamedTensors Optimizer::state() const {
    NamedTensors state = {{"steps", at::tensor({steps_}, at::TensorOptions(at::kLong))}};
    if (kind_ == OptimizerKind::adamw) {
        state["first_moment"] = first_moment_;
        state["second_moment"] = second_moment_;
    }
    return state;
}

void Optimizer::load_state(const NamedTensors& state) {
    const at::Tensor steps = fitting(state, "steps", at::empty({1}, at::TensorOptions(at::kLong)));
    if (kind_ == OptimizerKind::adamw) {
        const at::Tensor& first = fitting(state, "first_moment", first_moment_);
        const at::Tensor& second = fitting(state, "second_moment", second_moment_);
        first_moment_.copy_(first);
        second_moment_.copy_(second);
    }
    steps_ = steps.item<std::int64_t>();
}

} // namespace overdamp
