// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/feed_forward.h"

#include "core/stabilizer/activation.h"
#include "core/stabilizer/linear.h"

#include <ATen/ATen.h>

namespace overdamp {

at::Tensor feed_forward(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask* mask) {
    if (mask)
        return masked_feed_forward(x, weights, *mask);
    return linear(activation(linear(x, weights.up, weights.up_bias), weights.gelu), weights.down, weights.down_bias);
}

} // namespace overdamp
