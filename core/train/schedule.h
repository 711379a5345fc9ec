// SPDX-License-Identifier: GPL-3.0-or-later
// Learning-rate schedules.
#pragma once

#include "core/settings/knobs.h"

namespace overdamp {

/// Learning rate of a step: the live base rate times the linear warm-up (t + 1)/warmup and, after it, the schedule's factor at s = t − warmup:
/// constant 1; cosine from 1 to 0.1 at the last step; robbins_monro 1/(1 + s/τ) with τ = training.steps / 10, for which Ση = ∞ and Ση² < ∞ as (4) asks.
double learning_rate_at(const Knobs& knobs, std::int64_t step);

} // namespace overdamp
