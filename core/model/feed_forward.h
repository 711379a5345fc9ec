// SPDX-License-Identifier: GPL-3.0-or-later
// The feed-forward block: dense, or with DMU's mask.
#pragma once

#include "core/stabilizer/dynamic_mlp.h"

namespace overdamp {

/// down(GELU(up(x))) of x [rows, width]; masked if there is a mask.
at::Tensor feed_forward(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask* mask);

} // namespace overdamp
