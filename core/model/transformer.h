// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2: causal, pre-norm, learned positions, tied head.
#pragma once

#include "core/model/attention.h"
#include "core/model/feed_forward.h"
#include "core/model/parameters.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace overdamp {

struct Shape {
    std::int64_t layers = 2;
    std::int64_t width = 64;
    std::int64_t heads = 4;
    std::int64_t context = 48;
    std::int64_t vocabulary = 2000;

    std::int64_t hidden() const { return 4 * width; } ///< inner width of the feed-forward blocks
    bool operator==(const Shape&) const = default;
};

/// The masks of one forward pass; empty vectors mean dense.
struct Masks {
    std::vector<FeedForwardMask> feed_forward;                     ///< one a layer
    std::vector<std::vector<std::vector<std::int64_t>>> key_sets; ///< DTU, per_query: one a layer
    std::vector<std::vector<std::int64_t>> positions;              ///< DTU, shared: the positions that attention keeps, one set a layer
};

/// Keys and values of all layers while generating.
struct KeyValueCache {
    std::vector<LayerCache> layers;
    std::int64_t length = 0; ///< positions held
};

class Transformer {
  public:
    Transformer(const Shape& shape, const at::TensorOptions& options);

    const Shape& shape() const { return shape_; }
    Parameters& parameters() { return parameters_; }
    const Parameters& parameters() const { return parameters_; }

    /// Hidden states after the last normalisation, [batch·time, width], of tokens int64 [batch, time ≤ context]. `received`, if given, becomes what
    /// attention() and shared_attention() say, one tensor a layer.
    at::Tensor hidden_states(const at::Tensor& tokens, const Masks& masks = {}, std::vector<at::Tensor>* received = nullptr) const;
    /// Logits [rows, vocabulary] of hidden states [rows, width].
    at::Tensor logits(const at::Tensor& hidden) const;
    /// The tied embedding and head, [vocabulary, width].
    const at::Tensor& embedding() const { return token_embedding_; }

    KeyValueCache make_cache(std::int64_t batch) const;
    /// Logits [batch, vocabulary] after the last of the new tokens int64 [batch, time], which follow those in the cache. The feed-forward
    /// blocks take `masks`; attention is dense.
    at::Tensor next_logits(const at::Tensor& tokens, KeyValueCache& cache, const Masks& masks = {}) const;

    /// Indices into parameters() of a layer's feed-forward weights: up, up_bias, down, down_bias.
    std::array<std::size_t, 4> feed_forward_indices(std::int64_t layer) const;
    /// The same of its attention: qkv, qkv_bias, projection, projection_bias.
    std::array<std::size_t, 4> attention_indices(std::int64_t layer) const;

  private:
    struct Layer {
        at::Tensor norm1, norm1_bias, norm2, norm2_bias;
        AttentionWeights attention;
        FeedForwardWeights feed_forward;
    };

    at::Tensor embed(const at::Tensor& tokens, std::int64_t first_position) const;
    at::Tensor attend(const at::Tensor& normalised, std::size_t layer, const Masks& masks, const at::Tensor& causal, at::Tensor* received) const;
    at::Tensor finish(const at::Tensor& x) const;
    template <typename Attend> at::Tensor block(const at::Tensor& x, std::size_t layer, const Masks& masks, Attend attend) const;

    Shape shape_;
    Parameters parameters_;
    std::vector<Layer> layers_;
    at::Tensor token_embedding_, position_embedding_, norm_, norm_bias_;
};

/// Every parameter of a GPT-2 of this shape, with Hugging Face's names; also the way to count them without allocating.
std::vector<ParameterSpec> gpt2_parameters(const Shape& shape);

} // namespace overdamp
