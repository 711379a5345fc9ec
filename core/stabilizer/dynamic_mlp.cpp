// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/dynamic_mlp.h"

#include "core/settings/random_stream.h"
#include "core/stabilizer/on_device.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace overdamp {

namespace {

std::vector<std::int64_t> all_below(std::int64_t bound) {
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(bound));
    std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
    return numbers;
}

/// ⌊keep·bound⌋; the small term keeps it whole where 1 − dropout is a hair below its decimal value.
std::int64_t kept_count(double keep, std::int64_t bound) {
    return static_cast<std::int64_t>(std::floor((keep + 1e-12) * static_cast<double>(bound)));
}

std::vector<std::int64_t> keep_fixed(double keep, std::int64_t bound, std::mt19937_64& stream) {
    return sample_without_replacement(stream, bound, kept_count(keep, bound));
}

std::vector<std::int64_t> keep_random(double keep, std::int64_t bound, std::mt19937_64& stream) {
    std::vector<std::int64_t> kept;
    for (std::int64_t node = 0; node < bound; ++node)
        if (uniform(stream) < keep)
            kept.push_back(node);
    return kept;
}

NodeMask draw_node_mask(DmuMode mode, double keep, std::int64_t inputs, std::int64_t outputs, std::mt19937_64& stream) {
    NodeMask mask;
    mask.inputs = mode == DmuMode::node_fix ? keep_fixed(keep, inputs, stream) : keep_random(keep, inputs, stream);
    mask.outputs = mode == DmuMode::node_fix    ? keep_fixed(keep, outputs, stream)
                   : mode == DmuMode::node_prob ? keep_random(keep, outputs, stream)
                                                : all_below(outputs);
    return mask;
}

at::Tensor draw_entries(bool fixed, double keep, at::IntArrayRef shape, std::mt19937_64& stream) {
    at::Tensor mask = at::zeros(shape, at::TensorOptions(at::kBool));
    bool* kept = mask.data_ptr<bool>();
    if (fixed)
        for (const std::int64_t entry : keep_fixed(keep, mask.numel(), stream))
            kept[entry] = true;
    else
        std::generate(kept, kept + mask.numel(), [&] { return uniform(stream) < keep; });
    return mask;
}

EdgeMask draw_edge_mask(bool fixed, double keep, std::int64_t inputs, std::int64_t outputs, std::mt19937_64& stream) {
    const at::Tensor weight = draw_entries(fixed, keep, {inputs, outputs}, stream);
    return {weight, draw_entries(fixed, keep, {outputs}, stream)};
}

at::Tensor index_tensor(const std::vector<std::int64_t>& indices, const at::Tensor& like) {
    return on_device(at::tensor(indices, at::TensorOptions(at::kLong)), like.device());
}

} // namespace

FeedForwardMask draw_feed_forward_mask(DmuMode mode, double dropout, bool rescale, std::int64_t width, std::int64_t hidden, std::mt19937_64& stream) {
    const double keep = 1 - dropout;
    FeedForwardMask mask;
    mask.scale = rescale ? 1 / keep : 1;
    if (mode == DmuMode::edge_prob || mode == DmuMode::edge_fix) {
        const bool fixed = mode == DmuMode::edge_fix;
        mask.up = {all_below(width), all_below(hidden)};
        mask.down = {all_below(hidden), all_below(width)};
        mask.up_edges = draw_edge_mask(fixed, keep, width, hidden, stream);
        mask.down_edges = draw_edge_mask(fixed, keep, hidden, width, stream);
    } else {
        mask.up = draw_node_mask(mode, keep, width, hidden, stream);
        mask.down = draw_node_mask(mode, keep, hidden, width, stream);
    }
    return mask;
}

std::vector<std::int64_t> kept_hidden(const FeedForwardMask& mask) {
    std::vector<std::int64_t> kept;
    std::ranges::set_intersection(mask.up.outputs, mask.down.inputs, std::back_inserter(kept));
    return kept;
}

at::Tensor masked_feed_forward(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask& mask) {
    if (mask.up_edges) {
        const auto kept = [&](const at::Tensor& weight, const at::Tensor& entries) { return weight * on_device(entries, weight.device()); };
        return perceptron(x,
                          {kept(weights.up, mask.up_edges->weight), kept(weights.up_bias, mask.up_edges->bias) * mask.scale,
                           kept(weights.down, mask.down_edges->weight), kept(weights.down_bias, mask.down_edges->bias) * mask.scale, weights.gelu},
                          mask.scale);
    }
    const at::Tensor inputs = index_tensor(mask.up.inputs, x);
    const at::Tensor hidden = index_tensor(kept_hidden(mask), x);
    const at::Tensor outputs = index_tensor(mask.down.outputs, x);

    const FeedForwardWeights kept{weights.up.index_select(0, inputs).index_select(1, hidden), weights.up_bias.index_select(0, hidden),
                                  weights.down.index_select(0, hidden).index_select(1, outputs), weights.down_bias.index_select(0, outputs),
                                  weights.gelu};
    const at::Tensor y = perceptron(x.index_select(1, inputs), kept, mask.scale);
    return at::zeros_like(x).index_copy(1, outputs, y);
}

std::vector<std::int64_t> complement(const std::vector<std::int64_t>& kept, std::int64_t bound) {
    std::vector<std::int64_t> rest;
    std::ranges::set_difference(all_below(bound), kept, std::back_inserter(rest));
    return rest;
}

} // namespace overdamp
