// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/step_in_flight.h"

#include "core/model/parameters.h"
#include "core/train/objective.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr std::int64_t gradient_norm_index = 3;
constexpr std::int64_t decisive = 4; ///< the measures in front, which must be finite

} // namespace

at::Tensor step_measures(const ObjectiveMeans& means, const Parameters& parameters) {
    return at::stack(
        {means.loss, means.potential, parameters.flat().norm(), parameters.flat_gradient().norm(), means.predictive_entropy, means.remedy});
}

at::Tensor found_inf(const at::Tensor& measures) { return measures.narrow(0, 0, decisive).isfinite().all().logical_not().to(at::kFloat); }

at::Tensor clip_divisor(const at::Tensor& measures, double clip) {
    return (measures.select(0, gradient_norm_index) / clip).clamp_min(1).to(at::kFloat);
}

bool StepInFlight::read_measures() {
    const double* const number = measures->wait().data_ptr<double>();
    const double effective_strength = record.strength * knobs.feedback.gain;
    record.loss = number[0];
    record.potential = number[1];
    record.parameter_norm = number[2];
    record.gradient_norm = number[gradient_norm_index];
    record.predictive_entropy = number[4];
    record.remedy = number[5];
    record.penalty = 0.5 * knobs.objective.weight_decay * record.parameter_norm * record.parameter_norm;
    record.objective = record.loss + effective_strength * record.potential + record.penalty + record.remedy;
    const bool finite = std::all_of(number, number + decisive, [](double one) { return std::isfinite(one); });
    measures.reset();
    if (finite && effective_strength == 0 && knobs.feedback.law != FeedbackLaw::entropy)
        record.potential = not_measured;
    return finite;
}

} // namespace overdamp
