// SPDX-License-Identifier: GPL-3.0-or-later
// What training, evaluation and generation know of a model, whatever its architecture.
#pragma once

#include "core/model/attention.h"
#include "core/model/feed_forward.h"
#include "core/model/parameters.h"
#include "core/settings/knobs.h"

#include <cstdint>
#include <memory>
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

/// The linear map from hidden states to logits: x·weightᵀ + bias.
struct Head {
    at::Tensor weight; ///< [vocabulary, width], tied to the token embedding
    at::Tensor bias;   ///< [vocabulary]; undefined if the architecture has none
};

/// Indices into Transformer::parameters() of one feed-forward block.
struct FeedForwardIndices {
    std::size_t up, up_bias, down, down_bias;
    std::int64_t input_dimension; ///< along which the inputs of both weights lie: 0 in GPT-2's layout [in, out], 1 in BERT's [out, in]
};

/// A language model with a tied head over one flat buffer of parameters.
class Transformer {
  public:
    virtual ~Transformer() = default;
    Transformer& operator=(const Transformer&) = delete;

    const Shape& shape() const { return shape_; }
    Parameters& parameters() { return parameters_; }
    const Parameters& parameters() const { return parameters_; }

    /// What the head turns into logits, [batch·time, width], of tokens int64 [batch, time ≤ context]. `received`, if not null, becomes what attention() and
    /// shared_attention() say, one tensor a layer.
    virtual at::Tensor hidden_states(const at::Tensor& tokens, const Masks& masks, std::vector<at::Tensor>* received) const = 0;
    at::Tensor hidden_states(const at::Tensor& tokens, const Masks& masks = {}) const { return hidden_states(tokens, masks, nullptr); }
    const Head& head() const { return head_; }
    /// Logits [rows, vocabulary] of hidden states [rows, width].
    at::Tensor logits(const at::Tensor& hidden) const;
    /// The tied embedding and head, [vocabulary, width].
    const at::Tensor& embedding() const { return head_.weight; }

    /// True if a position sees only itself and what stands before it, and predicts the token that follows; else it sees everything and predicts
    /// the token that a mask hides.
    virtual bool causal() const = 0;
    virtual FeedForwardIndices feed_forward_indices(std::int64_t layer) const = 0;
    /// Indices into parameters() of a layer's attention: weights and biases of all its linear maps.
    virtual std::vector<std::size_t> attention_indices(std::int64_t layer) const = 0;

  protected:
    Transformer(const Shape& shape, std::vector<ParameterSpec> specs, const at::TensorOptions& options);
    Transformer(const Transformer&) = default;

    /// The mask of a layer's feed-forward block, null if it is dense.
    static const FeedForwardMask* feed_forward_mask(const Masks& masks, std::size_t layer) {
        return masks.feed_forward.empty() ? nullptr : &masks.feed_forward[layer];
    }
    /// Attention of one layer, under DTU's masks if there are any.
    at::Tensor attend(const at::Tensor& x, const AttentionWeights& weights, std::size_t layer, const Masks& masks, std::vector<at::Tensor>* received) const;

    Shape shape_;
    Parameters parameters_;
    Head head_; ///< set by the architecture
};

/// Every parameter of a model of this kind and shape, with Hugging Face's names; also the way to count them without allocating.
std::vector<ParameterSpec> parameter_specs(ModelKind kind, const Shape& shape);

/// A model with uninitialised parameters.
std::unique_ptr<Transformer> make_transformer(ModelKind kind, const Shape& shape, const at::TensorOptions& options);

} // namespace overdamp
