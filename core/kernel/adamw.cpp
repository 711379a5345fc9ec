// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/adamw.h"

#include "core/kernel/vectors.h"

#include <cassert>
#include <cmath>

namespace overdamp {

void adamw_step(const AdamwFactors& factors, std::span<const float> gradient, std::span<float> parameter, std::span<float> first_moment,
                std::span<float> second_moment) {
    assert(gradient.size() == parameter.size() && gradient.size() == first_moment.size() && gradient.size() == second_moment.size());
    const AdamwFactors f = factors;
    const float* g = gradient.data();
    float* theta = parameter.data();
    float* first = first_moment.data();
    float* second = second_moment.data();
    const std::size_t size = gradient.size();
    vectorised([=]() __attribute__((always_inline)) {
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i) {
            const float slope = g[i] * f.gradient_scale;
            first[i] += (slope - first[i]) * (1 - f.beta1);
            second[i] = second[i] * f.beta2 + slope * slope * (1 - f.beta2);
            theta[i] = theta[i] * f.shrink - f.rate * first[i] / (std::sqrt(second[i]) * f.second_scale + f.epsilon);
        }
    });
}

} // namespace overdamp
