// SPDX-License-Identifier: GPL-3.0-or-later
// DMU: dropout of feed-forward nodes or weights, one mask a layer and step (Algorithms 2 to 5).
#pragma once

#include "core/settings/knobs.h"
#include "core/stabilizer/perceptron.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace overdamp {

/// Kept input and output nodes of one linear map, in rising order.
struct NodeMask {
    std::vector<std::int64_t> inputs;
    std::vector<std::int64_t> outputs;
};

/// Kept weights and biases of one linear map, bool.
struct EdgeMask {
    at::Tensor weight; ///< [inputs, outputs]
    at::Tensor bias;   ///< [outputs]
};

/// The masks of one feed-forward block: up is width → hidden, down is hidden → width.
struct FeedForwardMask {
    NodeMask up, down;                            ///< every node in the edge modes
    std::optional<EdgeMask> up_edges, down_edges; ///< edge modes only
    /// 1/keep with `dmu.rescale`: multiplies the kept inputs of both maps; in the edge modes their kept weights and biases.
    double scale = 1;
};

/// node_fix: exactly ⌊keep·m⌋ inputs and ⌊keep·n⌋ outputs, uniform without replacement (Alg. 3); node_prob: each kept with probability
/// keep (Alg. 4); bernoulli: inputs only, all outputs kept (Alg. 5). edge_fix: exactly ⌊keep·n·m⌋ weights and ⌊keep·n⌋ biases of each map;
/// edge_prob: each kept with probability keep (Alg. 2).
FeedForwardMask draw_feed_forward_mask(DmuMode mode, double dropout, bool rescale, std::int64_t width, std::int64_t hidden, std::mt19937_64& stream);

/// The inner nodes that are computed: those that are both an output kept by up and an input kept by down, in rising order.
std::vector<std::int64_t> kept_hidden(const FeedForwardMask& mask);

/// M_out ⊙ (down(M_in ⊙ (M_out ⊙ GELU(up(M_in ⊙ x)))))) of x [rows, width], computing only what is kept. Dropped outputs are 0.
/// In the edge modes the dense product with masked weights, for single zeros save nothing.
at::Tensor masked_feed_forward(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask& mask);

/// The numbers of [0, bound) that are not in `kept`, which rises.
std::vector<std::int64_t> complement(const std::vector<std::int64_t>& kept, std::int64_t bound);

} // namespace overdamp
