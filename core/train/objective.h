// SPDX-License-Identifier: GPL-3.0-or-later
// Loss, predictive entropy, feedback and their gradient, computed together from the last hidden states.
#pragma once

#include "core/model/transformer.h"
#include "core/stabilizer/feedback.h"
#include "core/train/remedies.h"
#include "core/train/shared_batch.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

namespace overdamp {

/// The feedback in force at one step.
struct FeedbackInForce {
    FeedbackLaw law = FeedbackLaw::entropy;
    double strength = 0;     ///< α_t·g; 0 computes plain cross-entropy
    double noise = 0;        ///< σ: standard deviation of η on each logit's gradient, before the division by N
    at::Generator generator; ///< draws the noise; may be undefined without noise
    at::Tensor running_mean; ///< [V], π̄ for `anchor`; undefined at its first step, when the batch's own mean is taken
};

/// Means over the target tokens, nats, on the device of the hidden states; read them only when they are needed.
struct ObjectiveMeans {
    at::Tensor loss;               ///< L, mean cross-entropy (3)
    at::Tensor predictive_entropy; ///< mean H(p_t) (67)
    at::Tensor potential;          ///< Ψ of the law; computed also at strength 0 for `entropy`, else 0 there
    at::Tensor remedy;             ///< value of the remedies' terms in the objective
    at::Tensor mean_prediction;    ///< [V], π; defined if the law needs it and the strength is not 0
};

/// For bfloat16 hidden states the means, `weight` and `bias` are float32.
struct ObjectiveGradient {
    ObjectiveMeans means;
    at::Tensor hidden; ///< [rows, width]; undefined without gradient
    at::Tensor weight; ///< [V, width]; undefined without gradient
    at::Tensor bias;   ///< [V]; undefined without gradient or without bias
};

/// L + α·g·Ψ + remedies of logits x = hidden·weightᵀ + bias and its gradient, in chunks of rows, so that [rows, V] never exists as a whole.
/// `hidden` is [rows, width] with the sequences one after the other, `time` rows each; `targets` is [rows], `ignored_target` marking rows that
/// count nowhere. The gradient on the logits is (p − 1_target + α·g·∂Ψ/∂x + η + remedies') / N over N counted rows, written over the
/// log-probabilities' buffer. Where most rows count nowhere, the others alone are computed, unless `temporal` or unlikelihood looks around them or
/// the targets lie on a GPU, which would have to be waited for. Of several processes each computes its own rows, N being that of the whole batch: the
/// means are the whole batch's on each, the gradients are to be added up.
ObjectiveGradient objective_gradient(const at::Tensor& hidden, const Head& head, const at::Tensor& targets, std::int64_t time,
                                     const FeedbackInForce& feedback, const Remedies& remedies, bool with_gradient, const WholeBatch& whole = {});

struct Objective {
    at::Tensor value; ///< L + α·g·Ψ + remedies, differentiable
    ObjectiveMeans means;
};

/// objective_gradient() as one node of the autograd graph.
Objective objective(const at::Tensor& hidden, const Head& head, const at::Tensor& targets, std::int64_t time, const FeedbackInForce& feedback,
                    const Remedies& remedies = {}, const WholeBatch& whole = {});

} // namespace overdamp
