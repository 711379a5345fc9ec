// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/perceptron.h"

#include "core/kernel/gelu.h"
#include "core/stabilizer/linear.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <string_view>
#include <torch/csrc/autograd/custom_function.h>

namespace overdamp {

namespace {

constexpr std::int64_t block = 256;       ///< rows at once: few enough for the second-level cache in small models
constexpr std::int64_t grain = 1 << 14;   ///< numbers that are worth a thread
constexpr std::int64_t worth_keeping = 1 << 20; ///< values between the maps, from which on memory counts more than time
constexpr std::string_view tanh_form = "tanh";

/// Calls work(first, rows) for one block after the other.
template <typename Work> void for_each_block(std::int64_t rows, Work work) {
    for (std::int64_t first = 0; first < rows; first += block)
        work(first, std::min(block, rows - first));
}

at::Tensor activated(const at::Tensor& x, const std::string& form) {
    if (form != tanh_form)
        return at::gelu(x, form);
    const at::Tensor y = at::empty_like(x);
    const float* const in = x.data_ptr<float>();
    float* const out = y.data_ptr<float>();
    at::parallel_for(0, x.numel(), grain, [&](std::int64_t begin, std::int64_t end) {
        const auto size = static_cast<std::size_t>(end - begin);
        gelu({in + begin, size}, {out + begin, size});
    });
    return y;
}

/// From the gradient on GELU's values, which it may overwrite, to that on x.
at::Tensor through_activation(const at::Tensor& x, const at::Tensor& gradient, const std::string& form) {
    if (form != tanh_form)
        return at::gelu_backward(gradient, x, form);
    const float* const in = x.data_ptr<float>();
    float* const out = gradient.data_ptr<float>();
    at::parallel_for(0, x.numel(), grain, [&](std::int64_t begin, std::int64_t end) {
        const auto size = static_cast<std::size_t>(end - begin);
        gelu_backward({in + begin, size}, {out + begin, size});
    });
    return gradient;
}

/// Rows of the first map's values, from `inner` if they were kept.
at::Tensor block_of(const at::Tensor& inner, std::int64_t first, std::int64_t rows, const at::Tensor& x, const at::Tensor& up, const at::Tensor& up_bias,
                    double scale) {
    return inner.defined() ? inner.narrow(0, first, rows) : linear_values(x.narrow(0, first, rows), up, up_bias, scale);
}

class PerceptronFunction : public torch::autograd::Function<PerceptronFunction> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, const at::Tensor& up, const at::Tensor& up_bias,
                              const at::Tensor& down, const at::Tensor& down_bias, const std::string& form, double scale) {
        const bool keeps = x.size(0) * up.size(1) <= worth_keeping;
        const at::Tensor inner = keeps ? linear_values(x, up, up_bias, scale) : at::Tensor();
        at::Tensor y = at::empty({x.size(0), down.size(1)}, x.options());
        for_each_block(x.size(0), [&](std::int64_t first, std::int64_t rows) {
            at::Tensor part = y.narrow(0, first, rows);
            part.copy_(down_bias.expand_as(part));
            multiply_into(part, activated(block_of(inner, first, rows, x, up, up_bias, scale), form), down, scale, 1);
        });
        context->save_for_backward({x, inner, up, up_bias, down});
        context->saved_data["form"] = form;
        context->saved_data["scale"] = scale;
        return y;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list output_gradients) {
        const auto saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &inner = saved[1], &up = saved[2], &up_bias = saved[3], &down = saved[4], &upstream = output_gradients[0];
        const std::string form = context->saved_data["form"].toStringRef();
        const double scale = context->saved_data["scale"].toDouble();
        at::Tensor x_gradient = at::empty(x.sizes(), x.options()), up_bias_gradient = at::zeros({up.size(1)}, x.options());
        at::Tensor up_gradient = at::zeros(up.sizes(), x.options()), down_gradient = at::zeros(down.sizes(), x.options());
        for_each_block(x.size(0), [&](std::int64_t first, std::int64_t rows) {
            const at::Tensor before = block_of(inner, first, rows, x, up, up_bias, scale), above = upstream.narrow(0, first, rows);
            multiply_into(down_gradient, activated(before, form).t(), above, scale, 1);
            at::Tensor gradient = at::empty(before.sizes(), x.options());
            multiply_into(gradient, above, down.t(), scale);
            gradient = through_activation(before, gradient, form);
            multiply_into(up_gradient, x.narrow(0, first, rows).t(), gradient, scale, 1);
            at::Tensor part = x_gradient.narrow(0, first, rows);
            multiply_into(part, gradient, up.t(), scale);
            up_bias_gradient.add_(gradient.sum(0));
        });
        return {x_gradient, up_gradient, up_bias_gradient, down_gradient, upstream.sum(0), {}, {}};
    }
};

} // namespace

at::Tensor perceptron(const at::Tensor& x, const FeedForwardWeights& weights, double scale) {
    const std::string form = weights.gelu;
    if (!x.device().is_cpu() || x.scalar_type() != at::kFloat)
        return linear(at::gelu(linear(x, weights.up, weights.up_bias, scale), form), weights.down, weights.down_bias, scale);
    if (!at::GradMode::is_enabled())
        return linear(activated(linear(x, weights.up, weights.up_bias, scale), form), weights.down, weights.down_bias, scale);
    return PerceptronFunction::apply(x, weights.up, weights.up_bias, weights.down, weights.down_bias, form, scale);
}

} // namespace overdamp
