// SPDX-License-Identifier: GPL-3.0-or-later
// PSU's measures of a batch and its rule (Appendix A and B.1).
#pragma once

#include <limits>

namespace overdamp {

/// γ = (2/π)·arctan(ã/c̃) (64), in [0, 1): the learning accuracy ã in [0, 1] against the learning complexity c̃ > 0.
double rule_scale(double accuracy, double complexity);

/// What a batch's gradient norm and loss say beside those of the steps before.
struct BatchDynamics {
    double accuracy;         ///< ã (62): gradient norm / the largest so far, this one included; 0 if all were 0
    double loss_above_mean;  ///< loss less the running mean of the losses before, nats; 0 at first
    double mean_loss_change; ///< running mean of |loss − loss before|, nats; 0 at first
};

/// Gradient norms and losses of a run so far: all that it continues from.
struct TrainingHistory {
    /// Weight of the past in the running means.
    static constexpr double memory = 0.95;

    double largest_gradient = 0;
    double mean_loss = std::numeric_limits<double>::quiet_NaN(); ///< not a number before the first step
    double last_loss = std::numeric_limits<double>::quiet_NaN();
    double mean_loss_change = 0;

    /// Takes one more step into account.
    BatchDynamics observe(double gradient_norm, double loss);
};

} // namespace overdamp
