// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/stability.h"

#include <ATen/ATen.h>
#include <cmath>
#include <limits>

namespace overdamp {

namespace {

using Product = std::function<at::Tensor(const at::Tensor& vector)>;

double norm_of(const at::Tensor& vector) { return vector.norm().item<double>(); }

Product hessian_product(const LossGradient& gradient, const at::Tensor& parameters) {
    const double rounding = parameters.scalar_type() == at::kDouble ? std::numeric_limits<double>::epsilon() : std::numeric_limits<float>::epsilon();
    const double h = std::cbrt(rounding) * std::max(1.0, norm_of(parameters));
    return [=, &gradient](const at::Tensor& vector) { return (gradient(parameters + h * vector) - gradient(parameters - h * vector)) / (2 * h); };
}

at::Tensor random_direction(const at::Tensor& like, std::mt19937_64& stream) {
    at::Tensor signs = at::empty({like.numel()}, at::TensorOptions(at::kFloat));
    float* values = signs.data_ptr<float>();
    for (std::int64_t i = 0; i < signs.numel(); ++i)
        values[i] = (stream() >> 63) != 0 ? 1.0F : -1.0F;
    return signs.to(like.options()) / std::sqrt(static_cast<double>(like.numel()));
}

struct Dominant {
    double rayleigh; ///< vᵀAv
    double size;     ///< ‖Av‖, which tends to the largest magnitude also where two eigenvalues share it
    bool converged;
};

Dominant iterate(const Product& product, at::Tensor vector, double scale, const PowerIteration& options) {
    Dominant dominant{0, 0, false};
    for (std::int64_t i = 0; i < options.most_iterations && !dominant.converged; ++i) {
        const at::Tensor image = product(vector);
        dominant.rayleigh = vector.dot(image).item<double>();
        dominant.size = norm_of(image);
        dominant.converged = norm_of(image - dominant.rayleigh * vector) <= options.tolerance * std::max(scale, dominant.size);
        if (dominant.size > 0)
            vector = image / dominant.size;
    }
    return dominant;
}

} // namespace

double regularised_gradient_norm(const LossPoint& point, double weight_decay) {
    return norm_of(at::add(point.gradient, point.parameters, weight_decay));
}

double secant_smoothness(const LossPoint& first, const LossPoint& second) {
    return norm_of(first.gradient - second.gradient) / norm_of(first.parameters - second.parameters);
}

Curvature largest_hessian_eigenvalue(const LossGradient& gradient, const at::Tensor& parameters, std::mt19937_64& stream,
                                     const PowerIteration& options) {
    const at::NoGradGuard no_gradient;
    const Product hessian = hessian_product(gradient, parameters);
    const at::Tensor start = random_direction(parameters, stream);
    const Dominant largest = iterate(hessian, start, 0, options);
    if (largest.converged && largest.rayleigh >= 0)
        return {largest.rayleigh, true};
    const double shift = largest.size;
    const Dominant shifted = iterate([&](const at::Tensor& vector) { return hessian(vector) + shift * vector; }, start, shift, options);
    return {shifted.rayleigh - shift, shifted.converged};
}

} // namespace overdamp
