// SPDX-License-Identifier: GPL-3.0-or-later
// Definition 3.1 on one fixed batch, from evaluation to evaluation.
#pragma once

#include "core/language/batches.h"
#include "core/measure/stability.h"
#include "core/model/transformer.h"
#include "core/model/weights.h"
#include "core/telemetry/records.h"

#include <optional>

namespace overdamp {

/// ∇L [P] of the dense model on the fixed batch, which is the training batch of step 0. The parameters' own gradients stay as they are.
at::Tensor fixed_batch_gradient(const Transformer& model, const Language& language, const Knobs& knobs);

/// Measures ‖∇L_λ‖ and the secant smoothness between consecutive evaluations. For the latter it remembers the point of the last evaluation that fell
/// on the schedule: evaluation state, which training never reads. Checkpoints hold it, so that a resumed run logs the same values.
class StabilityProbe {
  public:
    /// More parameters than this (two copies of them are half a gigabyte) are not remembered, and the smoothness is not measured.
    static constexpr std::int64_t most_parameters = std::int64_t{1} << 26;

    /// Fills in the two measures of `record`, at its step. Repeating an evaluation of a step repeats its values.
    void measure(const Transformer& model, const Language& language, const Knobs& knobs, EvaluationRecord& record);

    /// What is remembered; empty before the first evaluation.
    NamedTensors state() const;
    /// Takes a state for a model of these parameters, forgetting everything if there is none in it. Throws CheckpointError, unchanged, if it does not
    /// fit.
    void load_state(const NamedTensors& state, const at::Tensor& parameters);

  private:
    struct Memory {
        std::int64_t step;
        LossPoint point;
        double smoothness; ///< that evaluation's own
    };

    std::optional<Memory> memory_;
};

} // namespace overdamp
