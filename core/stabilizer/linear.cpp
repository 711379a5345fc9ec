// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/linear.h"

#include "core/kernel/matrix_product.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

namespace overdamp {

namespace {

bool can_take_library(const at::Tensor& x) { return x.device().is_cpu() && x.scalar_type() == at::kFloat && has_matrix_product(); }

bool rows_in_one_piece(const at::Tensor& matrix) {
    return matrix.stride(1) == 1 && matrix.stride(0) >= std::max<std::int64_t>(1, matrix.size(1));
}

/// A matrix whose rows or columns are in one piece; a copy if it must be.
at::Tensor in_pieces(const at::Tensor& matrix) { return rows_in_one_piece(matrix) || rows_in_one_piece(matrix.t()) ? matrix : matrix.contiguous(); }

StridedMatrix strided(const at::Tensor& matrix) {
    const bool transposed = !rows_in_one_piece(matrix);
    return {matrix.data_ptr<float>(), matrix.stride(transposed ? 1 : 0), transposed};
}

class LinearFunction : public torch::autograd::Function<LinearFunction> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                              double scale) {
        context->save_for_backward({x, weight});
        context->saved_data["scale"] = scale;
        return linear_values(x, weight, bias, scale);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list output_gradients) {
        const auto saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1], &upstream = output_gradients[0];
        const double scale = context->saved_data["scale"].toDouble();
        at::Tensor x_gradient = at::empty(x.sizes(), x.options()), weight_gradient = at::empty(weight.sizes(), weight.options());
        multiply_into(x_gradient, upstream, weight.t(), scale);
        multiply_into(weight_gradient, x.t(), upstream, scale);
        return {x_gradient, weight_gradient, upstream.sum(0), {}};
    }
};

} // namespace

at::Tensor linear_values(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, double scale) {
    const at::NoGradGuard no_gradient;
    at::Tensor y = at::empty({x.size(0), weight.size(1)}, x.options());
    y.copy_(bias.expand_as(y));
    multiply_into(y, x, weight, scale, 1);
    return y;
}

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, double scale) {
    if (!can_take_library(x))
        return at::addmm(bias, x, weight, 1, scale);
    return at::GradMode::is_enabled() ? LinearFunction::apply(x, weight, bias, scale) : linear_values(x, weight, bias, scale);
}

void multiply_into(at::Tensor& out, const at::Tensor& a, const at::Tensor& b, double scale, double keep) {
    const at::NoGradGuard no_gradient;
    if (!can_take_library(a) || out.numel() == 0 || a.numel() == 0) {
        at::addmm_out(out, out, a, b, keep, scale);
        return;
    }
    const at::Tensor left = in_pieces(a), right = in_pieces(b);
    matrix_product(out.data_ptr<float>(), out.stride(0), strided(left), strided(right), out.size(0), out.size(1), left.size(1),
                   static_cast<float>(scale), static_cast<float>(keep));
}

} // namespace overdamp
