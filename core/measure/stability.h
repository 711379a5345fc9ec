// SPDX-License-Identifier: GPL-3.0-or-later
// Training stability (Definition 3.1): gradient norm, smoothness and curvature of the loss.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <functional>
#include <random>

namespace overdamp {

/// A point of the loss surface: parameters θ [P] and the gradient ∇L(θ) [P] there.
struct LossPoint {
    at::Tensor parameters;
    at::Tensor gradient;
};

/// ‖∇L_λ(θ)‖ with ∇L_λ = ∇L + λθ, the second condition of Definition 3.1.
double regularised_gradient_norm(const LossPoint& point, double weight_decay);

/// Secant smoothness β̂ = ‖∇L(θ₁) − ∇L(θ₂)‖ / ‖θ₁ − θ₂‖: a lower bound of the β of Definition 3.1's third condition. NaN where θ₁ = θ₂.
double secant_smoothness(const LossPoint& first, const LossPoint& second);

/// ∇L at parameters [P].
using LossGradient = std::function<at::Tensor(const at::Tensor& parameters)>;

struct PowerIteration {
    double tolerance = 1e-3; ///< stops at ‖Av − μv‖ ≤ tolerance·‖A‖, A = H or H + ‖H‖·I; μ is then that close to an eigenvalue
    std::int64_t most_iterations = 100; ///< for each of the two matrices, two gradients each
};

struct Curvature {
    double eigenvalue;
    bool converged;
};

/// The algebraically largest eigenvalue of the Hessian of L at `parameters` [P], by power iteration on H and, where the eigenvalue of largest
/// magnitude is negative, on H + ‖H‖·I. Hv is a central difference of gradients, (∇L(θ + hv) − ∇L(θ − hv)) / 2h with h = ∛ε·max(1, ‖θ‖), ε the
/// rounding of the parameters' number format. The start is a random sign vector from `stream`.
Curvature largest_hessian_eigenvalue(const LossGradient& gradient, const at::Tensor& parameters, std::mt19937_64& stream,
                                     const PowerIteration& options = {});

} // namespace overdamp
