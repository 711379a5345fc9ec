// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include "core/model/fused_attention.h"
#include "core/model/library_operators.h"
#include "core/stabilizer/linear.h"
#include "core/stabilizer/on_device.h"

#include <ATen/ATen.h>
#include <cmath>
#include <limits>

namespace overdamp {

namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

struct Heads {
    at::Tensor queries, keys, values; ///< [batch, heads, time, head width]
};

at::Tensor map(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    auto shape = x.sizes().vec();
    shape.back() = weight.size(1);
    return linear(x.reshape({-1, x.size(-1)}), weight, bias).view(shape);
}

Heads split_heads(const at::Tensor& qkv, std::int64_t heads) {
    const at::Tensor parts = qkv.view({qkv.size(0), qkv.size(1), 3, heads, qkv.size(2) / (3 * heads)}).permute({2, 0, 3, 1, 4});
    return {parts.select(0, 0), parts.select(0, 1), parts.select(0, 2)};
}

at::Tensor merge_heads(const at::Tensor& mixed) {
    return mixed.transpose(1, 2).reshape({mixed.size(0), mixed.size(2), mixed.size(1) * mixed.size(3)});
}

at::Tensor causal_mask(std::int64_t time, const at::TensorOptions& options) { return at::full({time, time}, minus_infinity, options).triu(1); }

/// [time, time], or undefined if every query sees every key.
at::Tensor whole_mask(const Visibility& visibility, std::int64_t time, const at::TensorOptions& options) {
    if (!visibility.causal)
        return visibility.mask;
    const at::Tensor causal = causal_mask(time, options);
    return visibility.mask.defined() ? causal + visibility.mask : causal;
}

at::Tensor probabilities(const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& mask) {
    const double scale = 1 / std::sqrt(static_cast<double>(queries.size(3)));
    const at::Tensor scores = at::matmul(queries * scale, keys.transpose(2, 3));
    return at::softmax(mask.defined() ? scores + mask : scores, 3);
}

} // namespace

at::Tensor viewers(const Visibility& visibility, std::int64_t time, const at::TensorOptions& options) {
    const at::Tensor mask = whole_mask(visibility, time, options);
    return mask.defined() ? mask.eq(0).sum(0) : at::full({time}, time, options.dtype(at::kLong));
}

at::Tensor mix_heads(const at::Tensor& qkv, std::int64_t heads, const Visibility& visibility, at::Tensor* received) {
    if (can_fuse_attention(qkv))
        return fused_attention(qkv, heads, visibility, received);
    const std::int64_t time = qkv.size(1);
    const Heads parts = split_heads(qkv, heads);
    if (!received) {
        const at::Tensor mask = visibility.mask.defined() ? whole_mask(visibility, time, qkv.options()) : at::Tensor();
        if (const auto mixed = library_attention(parts.queries, parts.keys, parts.values, mask, visibility.causal))
            return merge_heads(*mixed);
    }
    const at::Tensor attended = probabilities(parts.queries, parts.keys, whole_mask(visibility, time, qkv.options()));
    if (received)
        *received = attended.detach().sum({0, 1, 2}) / (viewers(visibility, time, qkv.options()) * (qkv.size(0) * heads));
    return merge_heads(at::matmul(attended, parts.values));
}

at::Tensor key_set_mask(const std::vector<std::vector<std::int64_t>>& sets, const at::TensorOptions& options) {
    const auto time = static_cast<std::int64_t>(sets.size());
    at::Tensor mask = at::full({time, time}, minus_infinity, at::TensorOptions(at::kFloat));
    auto* values = mask.data_ptr<float>();
    for (std::size_t query = 0; query < sets.size(); ++query)
        for (const std::int64_t key : sets[query])
            values[query * sets.size() + static_cast<std::size_t>(key)] = 0;
    return on_device(mask.to(options.dtype().toScalarType()), options.device());
}

at::Tensor attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const Visibility& visibility, at::Tensor* received) {
    const at::Tensor qkv = map(x, weights.qkv, weights.qkv_bias);
    return map(mix_heads(qkv, heads, visibility, received), weights.projection, weights.projection_bias);
}

at::Tensor shared_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& positions,
                            const Visibility& visibility, at::Tensor* received) {
    const at::Tensor kept = attention(x.index_select(1, positions), weights, heads, visibility, received);
    return at::zeros_like(x).index_copy(1, positions, kept);
}

at::Tensor cached_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, LayerCache& cache, std::int64_t past) {
    const std::int64_t time = x.size(1);
    const at::Tensor qkv = map(x, weights.qkv, weights.qkv_bias);
    if (time == 1 && can_fuse_attention(qkv))
        return map(fused_cached_attention(qkv, heads, cache, past), weights.projection, weights.projection_bias);
    const Heads parts = split_heads(qkv, heads);
    cache.keys.narrow(2, past, time).copy_(parts.keys);
    cache.values.narrow(2, past, time).copy_(parts.values);
    const at::Tensor mask = time == 1 ? at::Tensor() : at::cat({at::zeros({time, past}, x.options()), causal_mask(time, x.options())}, 1);
    const at::Tensor attended = probabilities(parts.queries, cache.keys.narrow(2, 0, past + time), mask);
    return map(merge_heads(at::matmul(attended, cache.values.narrow(2, 0, past + time))), weights.projection, weights.projection_bias);
}

} // namespace overdamp
