// SPDX-License-Identifier: GPL-3.0-or-later
// The feedback (61): each law is a potential Ψ with a closed-form gradient on the logits.
#pragma once

#include "core/settings/knobs.h"

#include <ATen/core/Tensor.h>

namespace overdamp {

/// Rows of predictions, with what a law may need beside them. n rows, vocabulary V.
struct PredictionRows {
    at::Tensor log_probabilities; ///< [n, V]
    at::Tensor probabilities;     ///< [n, V]
    at::Tensor plogp;             ///< [n, V], p·log p
    at::Tensor entropy;           ///< [n], nats
    at::Tensor mean;              ///< [V]: π of the batch (marginal) or the running mean π̄ (anchor)
    at::Tensor previous;          ///< [n, V]: prediction at the position before (temporal)
    at::Tensor has_previous;      ///< [n]: 0 at the first position of a sequence, else 1 (temporal)
};

/// ∂Ψ/∂x = own ⊙ p + other for each row, before the division by the number of targets.
struct LawTerms {
    at::Tensor potential; ///< [n]: contribution of each row to Ψ, nats; for `marginal` 0, its Ψ being H(π) of the whole batch
    at::Tensor own;       ///< [n]: factor of the row's own probabilities
    at::Tensor other;     ///< [n, V] or [V]
};

/// The closed forms of the design's table of laws.
/// entropy: Ψ = mean H(p_t); marginal: Ψ = H(π); anchor: Ψ = mean KL(π̄ ‖ p_t), π̄ constant;
/// temporal: Ψ = mean KL(p_{t−1} ‖ p_t), p_{t−1} constant.
LawTerms law_terms(FeedbackLaw law, const PredictionRows& rows);

/// True if the law needs PredictionRows::mean.
inline bool needs_mean(FeedbackLaw law) { return law == FeedbackLaw::marginal || law == FeedbackLaw::anchor; }

/// Weight of the past in the running mean prediction π̄ of `anchor`.
inline constexpr double anchor_memory = 0.99;

} // namespace overdamp
