// SPDX-License-Identifier: GPL-3.0-or-later
// Minima of smooth functions to high accuracy.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <functional>

namespace overdamp {

/// A function's value at a place [P] and its gradient [P] there.
struct ValueAndGradient {
    double value;
    at::Tensor gradient;
};

struct Minimum {
    at::Tensor place; ///< [P]
    double value;
    double gradient_norm;
    std::int64_t iterations;
};

struct MinimiseOptions {
    double tolerance = 1e-8; ///< of the gradient's norm
    std::int64_t most_iterations = 1000;
    std::function<void(std::int64_t iteration)> each = {}; ///< called once an iteration; may throw to end the search
};

/// L-BFGS of memory 30 (Nocedal & Wright 2006, Algorithm 7.5) with a bisection for the weak Wolfe conditions (Lewis & Overton 2013), in double precision. Ends
/// early where rounding leaves no way down.
Minimum minimise(const std::function<ValueAndGradient(const at::Tensor& place)>& function, const at::Tensor& start, const MinimiseOptions& options = {});

} // namespace overdamp
