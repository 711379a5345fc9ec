// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/library_operators.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <map>
#include <string>

namespace overdamp {

namespace {

using Arguments = std::map<std::string, c10::IValue>;

/// The operator with this name, if this LibTorch has one that takes all of these arguments.
std::optional<c10::OperatorHandle> find_operator(const char* name, const Arguments& arguments) {
    const auto found = c10::Dispatcher::singleton().findSchema({name, ""});
    if (!found)
        return std::nullopt;
    for (const auto& [argument, value] : arguments)
        if (!found->schema().argumentIndexWithName(argument))
            return std::nullopt;
    return *found;
}

/// Calls it by the names of its arguments, with defaults for the others.
torch::jit::Stack call(const c10::OperatorHandle& operation, const Arguments& arguments) {
    torch::jit::Stack stack;
    for (const c10::Argument& argument : operation.schema().arguments()) {
        const auto given = arguments.find(argument.name());
        stack.push_back(given != arguments.end() ? given->second : argument.default_value().value_or(c10::IValue()));
    }
    operation.callBoxed(&stack);
    return stack;
}

} // namespace

std::optional<at::Tensor> library_attention(const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values, const at::Tensor& mask,
                                            bool causal) {
    const Arguments arguments = {{"query", queries}, {"key", keys},
                                 {"value", values},  {"attn_mask", mask.defined() ? c10::IValue(mask) : c10::IValue()},
                                 {"dropout_p", 0.0}, {"is_causal", causal && !mask.defined()}};
    const auto operation = find_operator("aten::scaled_dot_product_attention", arguments);
    if (!operation)
        return std::nullopt;
    return call(*operation, arguments).front().toTensor();
}

bool library_adamw(const FusedAdamw& step) {
    const auto list = [](const at::Tensor& tensor) { return c10::List<at::Tensor>({tensor}); };
    const auto optional = [](const at::Tensor& tensor) { return tensor.defined() ? c10::IValue(tensor) : c10::IValue(); };
    const at::TensorOptions number = at::TensorOptions(at::kFloat).device(step.parameters.device());
    at::Tensor divisor = step.gradient_divisor;
    if (step.gradient_scale != 1)
        divisor = divisor.defined() ? divisor / step.gradient_scale : at::full({}, 1 / step.gradient_scale, number);
    const Arguments arguments = {{"self", list(step.parameters)},
                                 {"grads", list(step.gradient)},
                                 {"exp_avgs", list(step.first_moment)},
                                 {"exp_avg_sqs", list(step.second_moment)},
                                 {"max_exp_avg_sqs", c10::List<at::Tensor>()},
                                 {"state_steps", list(at::full({}, static_cast<double>(step.step), number))},
                                 {"lr", step.learning_rate},
                                 {"beta1", step.beta1},
                                 {"beta2", step.beta2},
                                 {"weight_decay", step.weight_decay},
                                 {"eps", step.epsilon},
                                 {"amsgrad", false},
                                 {"maximize", false},
                                 {"grad_scale", optional(divisor)},
                                 {"found_inf", optional(step.found_inf)}};
    const auto operation = find_operator("aten::_fused_adamw_", arguments);
    const bool known = step.parameters.is_cuda() || step.parameters.device().is_cpu();
    if (!operation || !known || !operation->hasKernelForDispatchKey(step.parameters.is_cuda() ? c10::DispatchKey::CUDA : c10::DispatchKey::CPU))
        return false;
    call(*operation, arguments);
    return true;
}

} // namespace overdamp
