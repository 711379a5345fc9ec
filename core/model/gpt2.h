// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2: causal, pre-norm, learned positions, tied head.
#pragma once

#include "core/model/transformer.h"

namespace overdamp {

/// Keys and values of all layers while generating.
struct KeyValueCache {
    std::vector<LayerCache> layers;
    std::int64_t length = 0; ///< positions held
};

/// Radford et al. 2019.
class Gpt2 : public Transformer {
  public:
    Gpt2(const Shape& shape, const at::TensorOptions& options);

    using Transformer::hidden_states;
    /// The hidden states after the last normalisation.
    at::Tensor hidden_states(const at::Tensor& tokens, const Masks& masks, std::vector<at::Tensor>* received) const override;
    bool causal() const override { return true; }
    FeedForwardIndices feed_forward_indices(std::int64_t layer) const override;
    std::vector<std::size_t> attention_indices(std::int64_t layer) const override;

    KeyValueCache make_cache(std::int64_t batch) const;
    /// Logits [batch, vocabulary] after the last of the new tokens int64 [batch, time], which follow those in the cache. The feed-forward
    /// blocks take `masks`; attention is dense.
    at::Tensor next_logits(const at::Tensor& tokens, KeyValueCache& cache, const Masks& masks = {}) const;

  private:
    struct Layer {
        at::Tensor norm1, norm1_bias, norm2, norm2_bias;
        AttentionWeights attention;
        FeedForwardWeights feed_forward;
    };

    at::Tensor embed(const at::Tensor& tokens, std::int64_t first_position) const;
    at::Tensor finish(const at::Tensor& x) const;
    template <typename Attend> at::Tensor block(const at::Tensor& x, std::size_t layer, const Masks& masks, Attend attend) const;

    std::vector<Layer> layers_;
    at::Tensor position_embedding_, norm_, norm_bias_;
};

/// Every parameter of a GPT-2 of this shape.
std::vector<ParameterSpec> gpt2_parameters(const Shape& shape);

} // namespace overdamp
