// SPDX-License-Identifier: GPL-3.0-or-later
// Multi-head self-attention, dense or over drawn key sets, with a cache for generation.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace overdamp {

/// Weights of one attention block: y = x·weight + bias. BERT's, which are stored the other way round, are transposed.
struct AttentionWeights {
    at::Tensor qkv;             ///< [width, 3·width]
    at::Tensor qkv_bias;        ///< [3·width]
    at::Tensor projection;      ///< [width, width]
    at::Tensor projection_bias; ///< [width]
};

/// Which keys a query may see.
struct Visibility {
    bool causal = false; ///< only its own and those before it
    at::Tensor mask = {}; ///< [time, time], 0 where a query (row) may see a key (column), −∞ elsewhere; undefined lets it see all
};

/// How many queries may see each key, [time].
at::Tensor viewers(const Visibility& visibility, std::int64_t time, const at::TensorOptions& options);

/// The mask of drawn key sets (DTU, per_query).
at::Tensor key_set_mask(const std::vector<std::vector<std::int64_t>>& sets, const at::TensorOptions& options);

/// Keys and values of the positions seen so far in one layer.
struct LayerCache {
    at::Tensor keys;   ///< [batch, heads, context, head width]
    at::Tensor values; ///< the same
};

/// Heads' outputs side by side, [batch, time, width], of qkv [batch, time, 3·width], which holds queries, keys and values, each with its heads side by
/// side. `received` as below.
at::Tensor mix_heads(const at::Tensor& qkv, std::int64_t heads, const Visibility& visibility, at::Tensor* received);

/// Attention of x [batch, time, width]. `received` [time], if asked for, is set to the attention probability that each key receives, the mean over
/// batch, heads and the queries that may see it; without gradient.
at::Tensor attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const Visibility& visibility,
                     at::Tensor* received = nullptr);

/// Attention among the kept positions alone (144): queries, keys and values of x [batch, time, width] at `positions`, int64 [kept]. 0 at the
/// other positions, which so pass through on the residual. `received` is [kept].
at::Tensor shared_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& positions,
                            const Visibility& visibility, at::Tensor* received = nullptr);

/// Attention of new positions x [batch, time, width] that follow `past` cached ones: their keys and values enter the cache. Each new position sees the
/// past, itself and the new ones before it.
at::Tensor cached_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, LayerCache& cache, std::int64_t past);

} // namespace overdamp
