// SPDX-License-Identifier: GPL-3.0-or-later
// BERT with its masked-language head: bidirectional, post-norm, learned positions, tied decoder.
#pragma once

#include "core/model/transformer.h"

namespace overdamp {

/// Devlin et al. 2019, as `BertForMaskedLM`: every token is of type 0.
class Bert : public Transformer {
  public:
    Bert(const Shape& shape, const at::TensorOptions& options);

    using Transformer::hidden_states;
    /// The hidden states after the head's dense layer, GELU and normalisation; its decoder is the Head.
    at::Tensor hidden_states(const at::Tensor& tokens, const Masks& masks, std::vector<at::Tensor>* received) const override;
    bool causal() const override { return false; }
    FeedForwardIndices feed_forward_indices(std::int64_t layer) const override;
    std::vector<std::size_t> attention_indices(std::int64_t layer) const override;

  private:
    struct Linear {
        at::Tensor weight; ///< [out, in]
        at::Tensor bias;   ///< [out]
    };
    struct Norm {
        at::Tensor weight, bias;
    };
    struct Layer {
        Linear query, key, value, projection;
        Norm attention_norm;
        Linear up, down;
        Norm norm;
    };

    Linear linear(const std::string& name) const;
    Norm norm(const std::string& name) const;
    static AttentionWeights attention_weights(const Layer& layer);
    static FeedForwardWeights feed_forward_weights(const Layer& layer);
    at::Tensor normalise(const at::Tensor& x, const Norm& norm) const;
    at::Tensor embed(const at::Tensor& tokens) const;

    std::vector<Layer> layers_;
    at::Tensor position_embedding_, type_embedding_;
    Norm embedding_norm_;
    Linear transform_; ///< of the head
    Norm transform_norm_;
};

/// Every parameter of a BERT of this shape.
std::vector<ParameterSpec> bert_parameters(const Shape& shape);

} // namespace overdamp
