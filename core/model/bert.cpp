// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/bert.h"

#include <ATen/ATen.h>
#include <array>
#include <cassert>

namespace overdamp {

namespace {

constexpr double norm_epsilon = 1e-12;
constexpr double initial_deviation = 0.02;
constexpr std::int64_t token_types = 2; // sentences A and B; only A is used
constexpr const char* exact_gelu = "none";

/// The linear maps of attention.
constexpr std::array attention_parts = {"attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"};

std::string layer_name(std::int64_t layer, const char* part) { return "bert.encoder.layer." + std::to_string(layer) + "." + part; }

} // namespace

std::vector<ParameterSpec> bert_parameters(const Shape& shape) {
    const std::int64_t width = shape.width, hidden = shape.hidden();
    std::vector<ParameterSpec> specs;
    const auto add_weight = [&](const std::string& name, std::vector<std::int64_t> size) {
        specs.push_back({name + ".weight", std::move(size), Initialisation::normal, initial_deviation});
    };
    const auto add_linear = [&](const std::string& name, std::int64_t outputs, std::int64_t inputs) {
        add_weight(name, {outputs, inputs});
        specs.push_back({name + ".bias", {outputs}, Initialisation::zero});
    };
    const auto add_norm = [&](const std::string& name) {
        specs.push_back({name + ".weight", {width}, Initialisation::one});
        specs.push_back({name + ".bias", {width}, Initialisation::zero});
    };
    add_weight("bert.embeddings.word_embeddings", {shape.vocabulary, width});
    add_weight("bert.embeddings.position_embeddings", {shape.context, width});
    add_weight("bert.embeddings.token_type_embeddings", {token_types, width});
    add_norm("bert.embeddings.LayerNorm");
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        for (const char* part : attention_parts)
            add_linear(layer_name(layer, part), width, width);
        add_norm(layer_name(layer, "attention.output.LayerNorm"));
        add_linear(layer_name(layer, "intermediate.dense"), hidden, width);
        add_linear(layer_name(layer, "output.dense"), width, hidden);
        add_norm(layer_name(layer, "output.LayerNorm"));
    }
    specs.push_back({"cls.predictions.bias", {shape.vocabulary}, Initialisation::zero});
    add_linear("cls.predictions.transform.dense", width, width);
    add_norm("cls.predictions.transform.LayerNorm");
    return specs;
}

Bert::Bert(const Shape& shape, const at::TensorOptions& options) : Transformer(shape, bert_parameters(shape), options) {
    head_ = {parameters_["bert.embeddings.word_embeddings.weight"], parameters_["cls.predictions.bias"]};
    position_embedding_ = parameters_["bert.embeddings.position_embeddings.weight"];
    type_embedding_ = parameters_["bert.embeddings.token_type_embeddings.weight"];
    embedding_norm_ = norm("bert.embeddings.LayerNorm");
    transform_ = linear("cls.predictions.transform.dense");
    transform_norm_ = norm("cls.predictions.transform.LayerNorm");
    for (std::int64_t i = 0; i < shape.layers; ++i)
        layers_.push_back({linear(layer_name(i, "attention.self.query")), linear(layer_name(i, "attention.self.key")),
                           linear(layer_name(i, "attention.self.value")), linear(layer_name(i, "attention.output.dense")),
                           norm(layer_name(i, "attention.output.LayerNorm")), linear(layer_name(i, "intermediate.dense")),
                           linear(layer_name(i, "output.dense")), norm(layer_name(i, "output.LayerNorm"))});
}

Bert::Linear Bert::linear(const std::string& name) const { return {parameters_[name + ".weight"], parameters_[name + ".bias"]}; }

Bert::Norm Bert::norm(const std::string& name) const { return {parameters_[name + ".weight"], parameters_[name + ".bias"]}; }

FeedForwardIndices Bert::feed_forward_indices(std::int64_t layer) const {
    const auto index = [&](const char* name) { return parameters_.index(layer_name(layer, name)); };
    return {index("intermediate.dense.weight"), index("intermediate.dense.bias"), index("output.dense.weight"), index("output.dense.bias"), 1};
}

std::vector<std::size_t> Bert::attention_indices(std::int64_t layer) const {
    std::vector<std::size_t> indices;
    for (const char* part : attention_parts)
        for (const char* kind : {".weight", ".bias"})
            indices.push_back(parameters_.index(layer_name(layer, part) + kind));
    return indices;
}

/// One product for the three maps is faster than three, also with the copy that it takes.
AttentionWeights Bert::attention_weights(const Layer& layer) {
    return {at::cat({layer.query.weight, layer.key.weight, layer.value.weight}).t(), at::cat({layer.query.bias, layer.key.bias, layer.value.bias}),
            layer.projection.weight.t(), layer.projection.bias};
}

FeedForwardWeights Bert::feed_forward_weights(const Layer& layer) {
    return {layer.up.weight.t(), layer.up.bias, layer.down.weight.t(), layer.down.bias, exact_gelu};
}

at::Tensor Bert::normalise(const at::Tensor& x, const Norm& norm) const {
    return at::layer_norm(x, {shape_.width}, norm.weight, norm.bias, norm_epsilon);
}

at::Tensor Bert::embed(const at::Tensor& tokens) const {
    assert(tokens.size(1) <= shape_.context);
    const at::Tensor places = position_embedding_.narrow(0, 0, tokens.size(1)) + type_embedding_.select(0, 0);
    return normalise(at::embedding(embedding(), tokens) + places, embedding_norm_);
}

at::Tensor Bert::hidden_states(const at::Tensor& tokens, const Masks& masks, std::vector<at::Tensor>* received) const {
    at::Tensor x = embed(tokens);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        const Layer& layer = layers_[i];
        const at::Tensor mixed = attend(x, attention_weights(layer), i, masks, received);
        const at::Tensor attended = normalise(x + mixed, layer.attention_norm);
        const at::Tensor mapped = feed_forward(attended.view({-1, shape_.width}), feed_forward_weights(layer), feed_forward_mask(masks, i));
        x = normalise(attended + mapped.view_as(attended), layer.norm);
    }
    const at::Tensor transformed = at::addmm(transform_.bias, x.view({-1, shape_.width}), transform_.weight.t());
    return normalise(at::gelu(transformed, exact_gelu), transform_norm_);
}

} // namespace overdamp
