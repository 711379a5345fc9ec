// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/feed_forward.h"

#include <ATen/ATen.h>

namespace overdamp {

at::Tensor feed_forward(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask* mask) {
    if (mask)
        return masked_feed_forward(x, weights, *mask);
    return perceptron(x, weights);
}

} // namespace overdamp
