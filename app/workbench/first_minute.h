// SPDX-License-Identifier: GPL-3.0-or-later
// What the hint bar says in the first minute with the program.
#pragma once

#include "core/telemetry/history.h"
#include "widgets/run_bar.h"

#include <QString>

#include <optional>

namespace overdamp {

/// What the feedback did to the training loss, from the steps before it was first in force and from the newest ones.
struct LossShift {
    double rise = 0;             ///< mean loss of the newest steps minus that of the last steps before, nats
    double roughness_before = 0; ///< mean absolute change from one step to the next, nats
    double roughness_after = 0;
};

/// Nothing until the feedback was in force for long enough to have settled.
std::optional<LossShift> loss_shift(const History& history);

/// The next thing to try, or what happened.
QString first_minute_hint(RunState state, const History& history);

} // namespace overdamp
