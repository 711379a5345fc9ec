// SPDX-License-Identifier: GPL-3.0-or-later
// Fused operators that newer versions of LibTorch have and 1.13 has not, looked up when the program runs, so that the same sources build against
// both.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <optional>

namespace overdamp {

/// softmax(QKᵀ/√d + mask)·V of queries, keys and values [batch, heads, time, d], differentiable, by LibTorch's scaled_dot_product_attention (2.0 and
/// later); nullopt if this one has none. `mask` [time, time] is added to the scores; where it is undefined, `causal` hides later keys.
std::optional<at::Tensor> library_attention(const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values, const at::Tensor& mask,
                                            bool causal);

/// A step of AdamW with decoupled weight decay over flat tensors [P].
struct FusedAdamw {
    at::Tensor parameters, gradient, first_moment, second_moment;
    std::int64_t step; ///< 1 for the first
    double learning_rate, beta1, beta2, epsilon, weight_decay, gradient_scale;
    at::Tensor gradient_divisor; ///< float [] on the device of the rest, divides the gradient as well; may be undefined
    at::Tensor found_inf;        ///< float [] there; 1: nothing moves; may be undefined
};

/// Makes the step in one visit to memory (2.4 and later); false, and nothing has changed, if this LibTorch cannot. The gradient is left unspecified.
bool library_adamw(const FusedAdamw& step);

} // namespace overdamp
