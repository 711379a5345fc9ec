// SPDX-License-Identifier: GPL-3.0-or-later
// One step of AdamW (Loshchilov and Hutter 2019) in one visit to each parameter.
#pragma once

#include <span>

namespace overdamp {

/// The factors of a step.
struct AdamwFactors {
    float shrink;         ///< of the parameter: 1 − η·λ
    float gradient_scale; ///< of the gradient, from clipping
    float beta1, beta2;
    float second_scale;   ///< 1 / √(1 − β₂ᵗ)
    float epsilon;
    float rate;           ///< η / (1 − β₁ᵗ)
};

/// All spans are equally long.
void adamw_step(const AdamwFactors& factors, std::span<const float> gradient, std::span<float> parameter, std::span<float> first_moment,
                std::span<float> second_moment);

} // namespace overdamp
