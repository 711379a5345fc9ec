// SPDX-License-Identifier: GPL-3.0-or-later
// Two linear maps with GELU between them, as one node of the autograd graph.
#pragma once

#include <ATen/core/Tensor.h>

namespace overdamp {

/// The weights of a feed-forward block: y = x·up + bias. BERT's, which are stored the other way round, are transposed views.
struct FeedForwardWeights {
    at::Tensor up;             ///< [width, hidden]
    at::Tensor up_bias;        ///< [hidden]
    at::Tensor down;           ///< [hidden, width]
    at::Tensor down_bias;      ///< [width]
    const char* gelu = "tanh"; ///< form of GELU as at::gelu() names it: "tanh" is GPT-2's, "none" the exact one of BERT
};

/// scale·GELU(scale·x·up + up_bias)·down + down_bias of x [rows, width]. Floats on the CPU go through in blocks of rows. Of what lies between the maps
/// only the first one's values are kept for the backward pass, and where they are many not even those: it computes them again.
at::Tensor perceptron(const at::Tensor& x, const FeedForwardWeights& weights, double scale = 1);

} // namespace overdamp
