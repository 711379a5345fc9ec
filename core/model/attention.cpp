// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include <ATen/ATen.h>
#include <cmath>
#include <limits>

namespace overdamp {

namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

struct Heads {
    at::Tensor queries, keys, values; ///< [batch, heads, time, head width]
};

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    auto shape = x.sizes().vec();
    shape.back() = weight.size(1);
    return at::addmm(bias, x.reshape({-1, x.size(-1)}), weight).view(shape);
}

Heads split_heads(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads) {
    const at::Tensor qkv = linear(x, weights.qkv, weights.qkv_bias).view({x.size(0), x.size(1), 3, heads, x.size(2) / heads}).permute({2, 0, 3, 1, 4});
    return {qkv.select(0, 0), qkv.select(0, 1), qkv.select(0, 2)};
}

at::Tensor merge_heads(const at::Tensor& mixed, const AttentionWeights& weights) {
    const std::int64_t batch = mixed.size(0), time = mixed.size(2);
    return linear(mixed.transpose(1, 2).reshape({batch, time, mixed.size(1) * mixed.size(3)}), weights.projection, weights.projection_bias);
}

/// The mean of probabilities [batch, heads, queries, keys] over what may see each key.
at::Tensor mean_received(const at::Tensor& probabilities, const at::Tensor& mask) {
    if (!mask.defined())
        return probabilities.detach().mean({0, 1, 2});
    return probabilities.detach().sum({0, 1, 2}) / (mask.eq(0).sum(0) * (probabilities.size(0) * probabilities.size(1)));
}

at::Tensor mix(const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values, const at::Tensor& mask, at::Tensor* received = nullptr) {
    const double scale = 1 / std::sqrt(static_cast<double>(queries.size(3)));
    const at::Tensor scores = at::matmul(queries * scale, keys.transpose(2, 3));
    const at::Tensor probabilities = at::softmax(mask.defined() ? scores + mask : scores, 3);
    if (received)
        *received = mean_received(probabilities, mask);
    return at::matmul(probabilities, values);
}

} // namespace

at::Tensor causal_mask(std::int64_t time, const at::TensorOptions& options) { return at::full({time, time}, minus_infinity, options).triu(1); }

at::Tensor key_set_mask(const std::vector<std::vector<std::int64_t>>& sets, const at::TensorOptions& options) {
    const auto time = static_cast<std::int64_t>(sets.size());
    at::Tensor mask = at::full({time, time}, minus_infinity, at::TensorOptions(at::kFloat));
    auto* values = mask.data_ptr<float>();
    for (std::size_t query = 0; query < sets.size(); ++query)
        for (const std::int64_t key : sets[query])
            values[query * sets.size() + static_cast<std::size_t>(key)] = 0;
    return mask.to(options.device(), options.dtype().toScalarType());
}

at::Tensor attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& mask, at::Tensor* received) {
    const Heads parts = split_heads(x, weights, heads);
    return merge_heads(mix(parts.queries, parts.keys, parts.values, mask, received), weights);
}

at::Tensor shared_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& positions,
                            const at::Tensor& mask, at::Tensor* received) {
    const at::Tensor kept = attention(x.index_select(1, positions), weights, heads, mask, received);
    return at::zeros_like(x).index_copy(1, positions, kept);
}

at::Tensor cached_attention(const at::Tensor& x, const AttentionWeights& weights, std::int64_t heads, const at::Tensor& mask, LayerCache& cache,
                            std::int64_t past) {
    const Heads parts = split_heads(x, weights, heads);
    const std::int64_t time = x.size(1);
    cache.keys.narrow(2, past, time).copy_(parts.keys);
    cache.values.narrow(2, past, time).copy_(parts.values);
    const at::Tensor full_mask = past == 0 ? mask : at::cat({at::zeros({time, past}, mask.options()), mask}, 1);
    return merge_heads(mix(parts.queries, cache.keys.narrow(2, 0, past + time), cache.values.narrow(2, 0, past + time), full_mask), weights);
}

} // namespace overdamp
