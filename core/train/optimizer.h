// SPDX-License-Identifier: GPL-3.0-or-later
// AdamW and SGD over the flat parameter buffer, with frozen coordinates.
#pragma once

#include "core/model/parameter_blocks.h"
#include "core/model/parameters.h"
#include "core/model/weights.h"
#include "core/settings/knobs.h"

namespace overdamp {

/// Coordinates of one parameter that keep value and moments in a step, bit for bit: those whose index along a dimension is listed.
struct FrozenNodes {
    std::size_t parameter;
    at::Tensor nodes; ///< int64 [n], on the parameters' device
    std::int64_t dimension = 0;
};

/// The same for single entries of one parameter.
struct FrozenEntries {
    std::size_t parameter;
    at::Tensor entries; ///< bool, in the parameter's shape and on its device: true where frozen
};

/// What one update does beside following the gradient.
struct Update {
    double learning_rate;
    double weight_decay;
    double gradient_scale; ///< multiplies the gradient: below 1 when it is clipped
    std::vector<FrozenNodes> frozen;
    std::vector<FrozenEntries> frozen_entries = {};
    std::vector<ParameterBlock> frozen_blocks = {}; ///< keep value and moments as a whole
    /// Where the host does not know the gradient yet: float [] on the parameters' device. 1: nothing moves, whatever the gradient holds.
    at::Tensor found_inf = {};
    at::Tensor gradient_divisor = {}; ///< with it: divides the gradient, beside gradient_scale; may be undefined
};

/// AdamW (Loshchilov & Hutter 2019; β₁ = 0.9, β₂ = 0.999, ε = 1e-8) or plain SGD (4). With coupled weight decay the caller has added λθ to the
/// gradient; with decoupled, θ shrinks by the factor 1 − ηλ.
class Optimizer {
  public:
    Optimizer(OptimizerKind kind, WeightDecayForm form, const Parameters& parameters);

    /// True if λθ belongs into the gradient (3): what `automatic` means depends on the optimizer.
    bool couples_weight_decay() const { return coupled_; }

    /// Moves the parameters by their flat gradient, which is left unspecified.
    void step(Parameters& parameters, const Update& update);
    /// Makes as if the last `count` steps, which moved nothing, had not been.
    void forget_steps(std::int64_t count) { steps_ -= count; }

    /// Moments and step count, by name.
    NamedTensors state() const;
    /// Throws CheckpointError if `state` does not fit these parameters.
    void load_state(const NamedTensors& state);

  private:
    void adamw(Parameters& parameters, const Update& update);
    void adamw_in_one_visit(Parameters& parameters, const Update& update);
    /// Whatever found_inf says, without asking for it.
    void adamw_unseen(Parameters& parameters, const Update& update);
    void sgd(Parameters& parameters, const Update& update);

    OptimizerKind kind_;
    bool coupled_;
    std::int64_t steps_ = 0;
    at::Tensor first_moment_, second_moment_; ///< [P], adamw only
};

} // namespace overdamp
