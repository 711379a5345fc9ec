// SPDX-License-Identifier: GPL-3.0-or-later
// Softmax, cross-entropy, predictive entropy and the gradient on the logits, in one visit to each row.
#pragma once

#include <cstdint>
#include <span>

namespace overdamp {

/// What becomes of one row of logits.
struct PredictedRow {
    float loss;    ///< −log p(target), nats
    float entropy; ///< H(p), nats
};

/// Overwrites a row of logits x with factor·(p − 1_target + strength·∂H/∂x), where p = softmax(x) and ∂H/∂x = −p ⊙ (log p + H): cross-entropy and
/// the law `entropy`. `scratch` is as long as the row.
PredictedRow predict_row(std::span<float> logits, std::int64_t target, float factor, float strength, std::span<float> scratch);

/// The same numbers without a gradient; the row is left as it is.
PredictedRow measure_row(std::span<const float> logits, std::int64_t target);

} // namespace overdamp
