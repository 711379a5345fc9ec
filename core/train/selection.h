// SPDX-License-Identifier: GPL-3.0-or-later
// PSU and BAARA in a run: what a step scales and leaves alone, and what is learnt from its reward (Alg. 1).
#pragma once

#include "core/language/batches.h"
#include "core/model/parameter_blocks.h"
#include "core/model/transformer.h"
#include "core/model/weights.h"
#include "core/stabilizer/allocation.h"
#include "core/stabilizer/selective_update.h"
#include "core/telemetry/records.h"
#include "core/train/numeric_error.h"

#include <optional>
#include <vector>

namespace overdamp {

/// True if the step's batch is to be evaluated again for a reward: in mode `policy`, every psu.reward_every steps.
bool reward_due(const Knobs& knobs, std::int64_t step);

/// Work of a step with a reward relative to one without: one more forward pass, which is a third of forward and backward.
inline constexpr double work_with_reward = 4. / 3;

/// How a step moves the parameters: θ ← θ − η·γ·P_S(direction) (69).
struct Allocation {
    double scale = 1;                   ///< γ: multiplies the learning rate, and with it decoupled weight decay and update noise
    std::vector<ParameterBlock> frozen; ///< the blocks out of S: they keep values and moments
};

/// A value: copies are independent. Every draw is a function of (seed, purpose, step).
class Selection {
  public:
    Selection(const Transformer& model, const Language& language);

    /// Decides on the step of `record`, which holds its measures so far, from the gradient in `parameters`; `tokens` are the batch's inputs. Fills in
    /// γ, scope and ã unless psu.mode is off. The history of norms and losses goes on in every mode.
    ///
    /// s_b = [log ‖∇J‖, ã, loss, loss − its running mean, running mean of |loss change|, mean token rarity, predictive entropy, log of the mean
    /// squared gradient of each layer].
    Allocation choose(const Knobs& knobs, const at::Tensor& tokens, const Parameters& parameters, StepRecord& record);

    /// Goes on with the history alone, for a step of mode `off`.
    void observe(const StepRecord& record) { history_.observe(record.gradient_norm, record.loss); }

    /// Rewards the decision of choose(), `loss_after` being the loss of the same batch under the same masks after the step. Fills in value and
    /// reward. Throws NumericError if either is not finite.
    void reward(const Knobs& knobs, double loss_after, StepRecord& record);
    /// Lets the policy learn, at the end of every psu.update_every-th step. Throws NumericError if its gradient is not finite.
    void learn(const Knobs& knobs, std::int64_t step);

    /// History, policy with its optimizer, moments of the state, values and replay buffer; the latter from the first step in mode `policy` on.
    NamedTensors state() const;
    /// Throws CheckpointError, unchanged, if `state` does not fit. A state without any of it starts anew.
    void load_state(const NamedTensors& state);

  private:
    std::vector<double> features(const BatchDynamics& dynamics, const at::Tensor& tokens, const Parameters& parameters,
                                 const StepRecord& record) const;
    std::size_t feature_count() const;

    std::vector<ParameterBlock> blocks_;
    double parameter_count_;
    at::Tensor rarity_; ///< double [vocabulary]
    TrainingHistory history_;
    std::optional<Allocator> allocator_; ///< from the first step in mode `policy` on
    Decision decision_;                  ///< of the step in hand
};

} // namespace overdamp
