// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/feedback.h"

#include <ATen/ATen.h>
#include <stdexcept>

namespace overdamp {

namespace {

/// log π where π > 0; 0 elsewhere, where it is only ever multiplied by a probability of 0.
at::Tensor safe_log(const at::Tensor& probabilities) { return at::where(probabilities > 0, probabilities.log(), at::zeros_like(probabilities)); }

} // namespace

LawTerms law_terms(FeedbackLaw law, const PredictionRows& rows) {
    switch (law) {
    case FeedbackLaw::entropy:
        return {rows.entropy, -rows.entropy, -rows.plogp};
    case FeedbackLaw::marginal: {
        const at::Tensor surprise = -safe_log(rows.mean);
        return {at::zeros_like(rows.entropy), -rows.probabilities.mv(surprise), rows.probabilities * surprise};
    }
    case FeedbackLaw::anchor: {
        const at::Tensor potential = (rows.mean * safe_log(rows.mean)).sum() - rows.log_probabilities.mv(rows.mean);
        return {potential, at::ones_like(rows.entropy), -rows.mean};
    }
    case FeedbackLaw::temporal: {
        const at::Tensor divergence = (rows.previous * (safe_log(rows.previous) - rows.log_probabilities)).sum(1);
        return {divergence * rows.has_previous, rows.has_previous, -rows.previous * rows.has_previous.unsqueeze(1)};
    }
    }
    throw std::logic_error("unknown feedback law");
}

} // namespace overdamp
