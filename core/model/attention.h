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

/// [time, time]: 0 where a query (row) may see a key (column), −∞ elsewhere.
at::Tensor causal_mask(std::int64_t time, const at::TensorOptions& options);

/// The same for drawn key sets (DTU, per_query).
at::Tensor key_set_mask(const std::vector<std::vector<std::int64_t>>& sets, const at::TensorOptions& options);

/// Keys and values of the positions seen so far in one layer.
struct LayerCache {
    at::Tensor keys;   ///< [batch, heads, context, head width]
    at::Tensor values; ///< the same
};

/// Attention of x [batch, time, width] under `mask` [time, time]; an undefined one lets every position see every other. `received` [time], if asked for,
/// is set to the attention probability that each key receives, the mean over batch, heads and the queries that may see it; without gradient.
at::Tensor attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& mask,
                     at::Tensor* received = nullptr);

/// Attention among the kept positions alone (144): queries, keys and values of x [batch, time, width] at `positions`, int64 [kept], under `mask`
/// [kept, kept]. 0 at the other positions, which so pass through on the residual. `mask` and `received` [kept] as above.
at::Tensor shared_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& positions,
                            const at::Tensor& mask, at::Tensor* received = nullptr);

/// Attention of new positions x [batch, time, width] that follow `past` cached ones: their keys and values enter the cache. Each new position sees the
/// past and, among the new ones, those that `mask` [time, time] shows.
at::Tensor cached_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& mask, LayerCache& cache,
                            std::int64_t past);

} // namespace overdamp
