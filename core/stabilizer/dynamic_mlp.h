// SPDX-License-Identifier: GPL-3.0-or-later
// DMU: dropout of feed-forward nodes, one mask a layer and step (Algorithms 3 to 5).
#pragma once

#include "core/settings/knobs.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <random>
#include <vector>

namespace overdamp {

/// Kept input and output nodes of one linear map, in rising order.
struct NodeMask {
    std::vector<std::int64_t> inputs;
    std::vector<std::int64_t> outputs;
};

/// The masks of one feed-forward block: up is width → hidden, down is hidden → width.
struct FeedForwardMask {
    NodeMask up, down;
    double input_scale = 1; ///< multiplies the kept inputs of both maps: 1/keep with `dmu.rescale`
};

/// node_fix: exactly ⌊keep·m⌋ inputs and ⌊keep·n⌋ outputs, uniform without replacement (Alg. 3); node_prob: each kept with probability
/// keep (Alg. 4); bernoulli: inputs only, all outputs kept (Alg. 5).
FeedForwardMask draw_feed_forward_mask(DmuMode mode, double dropout, bool rescale, std::int64_t width, std::int64_t hidden, std::mt19937_64& stream);

/// The weights of a feed-forward block: y = x·up + bias. BERT's, which are stored the other way round, are transposed views.
struct FeedForwardWeights {
    at::Tensor up;             ///< [width, hidden]
    at::Tensor up_bias;        ///< [hidden]
    at::Tensor down;           ///< [hidden, width]
    at::Tensor down_bias;      ///< [width]
    const char* gelu = "tanh"; ///< form of GELU as at::gelu() names it: "tanh" is GPT-2's, "none" the exact one of BERT
};

/// M_out ⊙ (down(M_in ⊙ (M_out ⊙ GELU(up(M_in ⊙ x)))))) of x [rows, width], computing only what is kept. Dropped outputs are 0.
at::Tensor masked_feed_forward(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask& mask);

/// The numbers of [0, bound) that are not in `kept`, which rises.
std::vector<std::int64_t> complement(const std::vector<std::int64_t>& kept, std::int64_t bound);

} // namespace overdamp
