// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/gpt2.h"

#include <ATen/ATen.h>
#include <cassert>
#include <cmath>

namespace overdamp {

namespace {

constexpr double norm_epsilon = 1e-5;
constexpr double initial_deviation = 0.02;

std::string layer_name(std::int64_t layer, const char* part) { return "transformer.h." + std::to_string(layer) + "." + part; }

} // namespace

std::vector<ParameterSpec> gpt2_parameters(const Shape& shape) {
    const std::int64_t width = shape.width;
    // Keeps the residual stream's variance independent of depth (Radford et al. 2019).
    const double residual_deviation = initial_deviation / std::sqrt(2.0 * static_cast<double>(shape.layers));
    std::vector<ParameterSpec> specs = {{"transformer.wte.weight", {shape.vocabulary, width}, Initialisation::normal, initial_deviation},
                                        {"transformer.wpe.weight", {shape.context, width}, Initialisation::normal, initial_deviation}};
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        const auto add = [&](const char* part, std::vector<std::int64_t> size, Initialisation initialisation, double deviation = 0) {
            specs.push_back({layer_name(layer, part), std::move(size), initialisation, deviation});
        };
        add("ln_1.weight", {width}, Initialisation::one);
        add("ln_1.bias", {width}, Initialisation::zero);
        add("attn.c_attn.weight", {width, 3 * width}, Initialisation::normal, initial_deviation);
        add("attn.c_attn.bias", {3 * width}, Initialisation::zero);
        add("attn.c_proj.weight", {width, width}, Initialisation::normal, residual_deviation);
        add("attn.c_proj.bias", {width}, Initialisation::zero);
        add("ln_2.weight", {width}, Initialisation::one);
        add("ln_2.bias", {width}, Initialisation::zero);
        add("mlp.c_fc.weight", {width, shape.hidden()}, Initialisation::normal, initial_deviation);
        add("mlp.c_fc.bias", {shape.hidden()}, Initialisation::zero);
        add("mlp.c_proj.weight", {shape.hidden(), width}, Initialisation::normal, residual_deviation);
        add("mlp.c_proj.bias", {width}, Initialisation::zero);
    }
    specs.push_back({"transformer.ln_f.weight", {width}, Initialisation::one});
    specs.push_back({"transformer.ln_f.bias", {width}, Initialisation::zero});
    return specs;
}

Gpt2::Gpt2(const Shape& shape, const at::TensorOptions& options) : Transformer(shape, gpt2_parameters(shape), options) {
    head_.weight = parameters_["transformer.wte.weight"];
    position_embedding_ = parameters_["transformer.wpe.weight"];
    norm_ = parameters_["transformer.ln_f.weight"];
    norm_bias_ = parameters_["transformer.ln_f.bias"];
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        const auto part = [&](const char* name) { return parameters_[layer_name(layer, name)]; };
        layers_.push_back({part("ln_1.weight"), part("ln_1.bias"), part("ln_2.weight"), part("ln_2.bias"),
                           {part("attn.c_attn.weight"), part("attn.c_attn.bias"), part("attn.c_proj.weight"), part("attn.c_proj.bias")},
                           {part("mlp.c_fc.weight"), part("mlp.c_fc.bias"), part("mlp.c_proj.weight"), part("mlp.c_proj.bias")}});
    }
}

FeedForwardIndices Gpt2::feed_forward_indices(std::int64_t layer) const {
    const auto index = [&](const char* name) { return parameters_.index(layer_name(layer, name)); };
    return {index("mlp.c_fc.weight"), index("mlp.c_fc.bias"), index("mlp.c_proj.weight"), index("mlp.c_proj.bias"), 0};
}

std::vector<std::size_t> Gpt2::attention_indices(std::int64_t layer) const {
    const auto index = [&](const char* name) { return parameters_.index(layer_name(layer, name)); };
    return {index("attn.c_attn.weight"), index("attn.c_attn.bias"), index("attn.c_proj.weight"), index("attn.c_proj.bias")};
}

at::Tensor Gpt2::embed(const at::Tensor& tokens, std::int64_t first_position) const {
    assert(first_position + tokens.size(1) <= shape_.context);
    return at::embedding(embedding(), tokens) + position_embedding_.narrow(0, first_position, tokens.size(1));
}

at::Tensor Gpt2::finish(const at::Tensor& x) const {
    return at::layer_norm(x, {shape_.width}, norm_, norm_bias_, norm_epsilon).view({-1, shape_.width});
}

template <typename Attend> at::Tensor Gpt2::block(const at::Tensor& x, std::size_t layer, const Masks& masks, Attend attend) const {
    const Layer& weights = layers_[layer];
    const at::Tensor attended = x + attend(at::layer_norm(x, {shape_.width}, weights.norm1, weights.norm1_bias, norm_epsilon));
    const at::Tensor normalised = at::layer_norm(attended, {shape_.width}, weights.norm2, weights.norm2_bias, norm_epsilon);
    return attended + feed_forward(normalised.view({-1, shape_.width}), weights.feed_forward, feed_forward_mask(masks, layer)).view_as(x);
}

at::Tensor Gpt2::hidden_states(const at::Tensor& tokens, const Masks& masks, std::vector<at::Tensor>* received) const {
    at::Tensor x = embed(tokens, 0);
    for (std::size_t layer = 0; layer < layers_.size(); ++layer)
        x = block(x, layer, masks, [&](const at::Tensor& normalised) { return attend(normalised, layers_[layer].attention, layer, masks, received); });
    return finish(x);
}

KeyValueCache Gpt2::make_cache(std::int64_t batch) const {
    KeyValueCache cache;
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
        const at::Tensor empty = at::empty({batch, shape_.heads, shape_.context, shape_.width / shape_.heads}, norm_.options());
        cache.layers.push_back({empty, at::empty_like(empty)});
    }
    return cache;
}

at::Tensor Gpt2::next_logits(const at::Tensor& tokens, KeyValueCache& cache, const Masks& masks) const {
    at::Tensor x = embed(tokens, cache.length);
    for (std::size_t layer = 0; layer < layers_.size(); ++layer)
        x = block(x, layer, masks, [&](const at::Tensor& normalised) {
            return cached_attention(normalised, layers_[layer].attention, shape_.heads, cache.layers[layer], cache.length);
        });
    cache.length += tokens.size(1);
    return logits(finish(x.select(1, x.size(1) - 1)));
}

} // namespace overdamp
