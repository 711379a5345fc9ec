// SPDX-License-Identifier: GPL-3.0-or-later
// A training step that has been begun, and whose numbers may not have arrived yet.
#pragma once

#include "core/settings/knobs.h"
#include "core/telemetry/records.h"
#include "core/train/host_copy.h"

#include <optional>

namespace overdamp {

struct ObjectiveMeans;
class Parameters;

/// What a step measures, on the device: [loss, potential, norm of the parameters, norm of the gradient, predictive entropy, remedy].
at::Tensor step_measures(const ObjectiveMeans& means, const Parameters& parameters);

/// 1 if a step with these measures must not move the parameters, because the loss, the potential or a norm is not finite; else 0. Float [], on the
/// device.
at::Tensor found_inf(const at::Tensor& measures);

/// What clipping at the norm `clip` divides the gradient by. Float [], on the device.
at::Tensor clip_divisor(const at::Tensor& measures, double clip);

struct StepInFlight {
    Knobs knobs;
    StepRecord record;                ///< complete once the measures have been read
    std::optional<HostCopy> measures; ///< taken away when they are read
    /// The trainer's means of the same names before the step.
    at::Tensor running_mean, weight_average;

    /// Waits for the measures and writes them into the record. False if found_inf() is 1.
    bool read_measures();
};

} // namespace overdamp
