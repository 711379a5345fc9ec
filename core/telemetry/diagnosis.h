// SPDX-License-Identifier: GPL-3.0-or-later
// Signatures of a feedback that fails, read off a run's records.
#pragma once

#include "core/telemetry/history.h"

#include <vector>

namespace overdamp {

/// The ways in which the notes on the paper say that the method fails, made measurable.
enum class FailureSignature {
    /// The feedback is in force, and the high-frequency share stays where it was: over the last `flat_evaluations` evaluations, all of them at least
    /// `settled_steps` after the first step with α_t > 0, the mean share is less than `flat_points` percentage points above baseline_evaluation()'s.
    /// `before` and `now` are these shares in percent, `since` is the first step with α_t > 0.
    flat_share,
    /// The loss is as smooth as before while ‖∇J‖ grows: of the last two windows of `settled_steps` steps under one α_t > 0, the newer one's
    /// mean change of the loss from step to step is at most `smooth_factor` times the older one's, and its mean gradient norm at least
    /// `growth_factor` times.
    /// `before` and `now` are these norms, `since` is where the newer window begins.
    growing_gradient,
    /// The same with the secant smoothness β̂ of Definition 3.1: the mean of the last `flat_evaluations` evaluations is at least `growth_factor` times
    /// that of as many before, all of them under one α_t > 0, and the loss over the newer half of these steps is at most `smooth_factor` times as
    /// rough.
    growing_smoothness,
    /// α_t was moved by at least `moved_strength` and neither the training loss nor the predictive entropy followed: in the `settled_steps`/2 steps
    /// that end `settled_steps` after the move, the mean of each is within `unmoved_deviations` standard deviations of single steps, taken before
    /// the move, of its mean before. Only the last move counts, and only until α_t moves again. `before` and `now` are the entropies in nats,
    /// `since` is the step of the move.
    no_response,
};

inline constexpr std::size_t settled_steps = 100;
inline constexpr std::size_t flat_evaluations = 3;
inline constexpr double flat_points = 5;
inline constexpr double smooth_factor = 1.25;
inline constexpr double growth_factor = 2;
inline constexpr double moved_strength = 0.02;
inline constexpr double unmoved_deviations = 0.5;

/// A signature that the run shows at its newest step.
struct Diagnosis {
    FailureSignature signature;
    std::int64_t since = 0;
    double strength = 0; ///< α_t at the newest step
    double before = not_measured;
    double now = not_measured;
};

/// All signatures that fire, in the order of the enum; too short a history fires none.
std::vector<Diagnosis> diagnose(const History& history);

} // namespace overdamp
