// SPDX-License-Identifier: GPL-3.0-or-later
// Attention on the CPU as one node of the autograd graph, without matrices of scores and without copies of heads.
#pragma once

#include "core/model/attention.h"

namespace overdamp {

/// True if fused_attention() can take queries, keys and values like these: float on the CPU.
bool can_fuse_attention(const at::Tensor& qkv);

/// Heads' outputs side by side, [batch, time, width], of qkv [batch, time, 3·width]: queries, keys and values, each with its heads side by side.
/// `received` as attention() says. The backward pass computes the scores again (Dao et al. 2022).
at::Tensor fused_attention(const at::Tensor& qkv, std::int64_t heads, const Visibility& visibility, at::Tensor* received);

/// One new position of each sequence, qkv [batch, 1, 3·width], beside `past` cached ones: its keys and values enter the cache. Returns [batch, 1, width].
at::Tensor fused_cached_attention(const at::Tensor& qkv, std::int64_t heads, LayerCache& cache, std::int64_t past);

} // namespace overdamp
