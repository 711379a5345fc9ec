// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/gelu.h"

#include "core/kernel/vectors.h"

#include <cassert>

namespace overdamp {

namespace {

// (1 + tanh u)/2 is the logistic function of 2u.
constexpr float twice_root_two_over_pi = 1.5957691216F, cubic = 0.044715F;
constexpr float saturated = 80; // beyond it the logistic function is 0 or 1

/// e^(−2u), of which the share (1 + tanh u)/2 is 1 / (1 + e^(−2u)).
[[gnu::always_inline]] inline float decay(float x) {
    const float twice_u = twice_root_two_over_pi * (x + cubic * x * x * x);
    return exponential(twice_u < -saturated ? saturated : -twice_u);
}

} // namespace

void gelu(std::span<const float> x, std::span<float> y) {
    assert(x.size() == y.size());
    const float* in = x.data();
    float* out = y.data();
    const std::size_t size = x.size();
    vectorised([=]() __attribute__((always_inline)) {
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i)
            out[i] = in[i] / (1 + decay(in[i]));
    });
}

void gelu_backward(std::span<const float> x, std::span<float> gradient) {
    assert(x.size() == gradient.size());
    const float* in = x.data();
    float* out = gradient.data();
    const std::size_t size = x.size();
    vectorised([=]() __attribute__((always_inline)) {
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i) {
            const float e = decay(in[i]), share = 1 / (1 + e);
            const float slope = twice_root_two_over_pi * (1 + 3 * cubic * in[i] * in[i]);
            out[i] *= share + in[i] * share * (e * share) * slope; // e·share is 1 − share without cancellation
        }
    });
}

} // namespace overdamp
