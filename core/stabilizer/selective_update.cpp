// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/selective_update.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace overdamp {

double rule_scale(double accuracy, double complexity) { return 2 / std::numbers::pi * std::atan(accuracy / complexity); }

BatchDynamics TrainingHistory::observe(double gradient_norm, double loss) {
    const bool first = std::isnan(mean_loss);
    largest_gradient = std::max(largest_gradient, gradient_norm);
    mean_loss_change = first ? 0 : std::lerp(std::abs(loss - last_loss), mean_loss_change, memory);
    const BatchDynamics dynamics{.accuracy = largest_gradient > 0 ? gradient_norm / largest_gradient : 0,
                                 .loss_above_mean = first ? 0 : loss - mean_loss,
                                 .mean_loss_change = mean_loss_change};
    mean_loss = first ? loss : std::lerp(loss, mean_loss, memory);
    last_loss = loss;
    return dynamics;
}

} // namespace overdamp
