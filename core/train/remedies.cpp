// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/remedies.h"

#include <ATen/ATen.h>

namespace overdamp {

namespace {

/// ∂(−H)/∂x = p ⊙ (log p + H).
at::Tensor add_entropy_bonus(double strength, const PredictionRows& rows, const RowRange& range, at::Tensor& gradient) {
    if (gradient.defined()) {
        const at::Tensor factor = strength * range.factor;
        gradient.addcmul_(rows.plogp, factor.unsqueeze(1)).addcmul_(rows.probabilities, (factor * rows.entropy).unsqueeze(1));
    }
    return -strength * rows.entropy.dot(range.factor);
}

/// What the smoothed cross-entropy has beyond the plain one: ε·(mean_j(−log p_j) + log p_target), gradient ε·(one-hot − 1/V).
at::Tensor add_label_smoothing(double strength, const PredictionRows& rows, const RowRange& range, at::Tensor& gradient) {
    const at::Tensor factor = strength * range.factor;
    if (gradient.defined()) {
        gradient.sub_((factor / static_cast<double>(rows.probabilities.size(1))).unsqueeze(1));
        gradient.scatter_add_(1, range.targets, factor.unsqueeze(1));
    }
    return (rows.log_probabilities.gather(1, range.targets).squeeze(1) - rows.log_probabilities.mean(1)).dot(factor);
}

/// [n, V]: 1 for the tokens that a row's context holds up to its position, but 0 for its target.
at::Tensor negative_candidates(const at::Tensor& inputs, const PredictionRows& rows, const RowRange& range) {
    const std::int64_t time = inputs.size(1), count = rows.probabilities.size(0);
    const at::Tensor row = at::arange(range.begin, range.begin + count, inputs.options());
    const at::Tensor seen = at::arange(time, inputs.options()).unsqueeze(0).le(row.remainder(time).unsqueeze(1));
    const at::Tensor context = inputs.index_select(0, row.floor_divide(time));
    at::Tensor candidates = at::zeros_like(rows.probabilities);
    candidates.scatter_(1, at::where(seen, context, range.targets), 1.0);
    return candidates.scatter_(1, range.targets, 0.0);
}

/// ∂(−log(1 − p_c))/∂x_j = p_c/(1 − p_c)·(δ_jc − p_j).
at::Tensor add_unlikelihood(double strength, const Remedies& remedies, const PredictionRows& rows, const RowRange& range, at::Tensor& gradient) {
    // Keeps log(1 − p) finite where a candidate has all of the probability.
    const at::Tensor rest = (1 - rows.probabilities).clamp_min(1e-6);
    const at::Tensor candidates = negative_candidates(remedies.inputs, rows, range);
    const at::Tensor factor = strength * range.factor;
    if (gradient.defined()) {
        const at::Tensor odds = candidates * rows.probabilities / rest;
        gradient.addcmul_(odds, factor.unsqueeze(1)).addcmul_(rows.probabilities, -(factor * odds.sum(1)).unsqueeze(1));
    }
    return -(candidates * rest.log()).sum(1).dot(factor);
}

} // namespace

at::Tensor add_remedies(const Remedies& remedies, const PredictionRows& rows, const RowRange& range, at::Tensor gradient) {
    at::Tensor value = at::zeros({}, rows.entropy.options());
    if (remedies.entropy_bonus != 0)
        value += add_entropy_bonus(remedies.entropy_bonus, rows, range, gradient);
    if (remedies.label_smoothing != 0)
        value += add_label_smoothing(remedies.label_smoothing, rows, range, gradient);
    if (remedies.unlikelihood != 0)
        value += add_unlikelihood(remedies.unlikelihood, remedies, rows, range, gradient);
    return value;
}

} // namespace overdamp
