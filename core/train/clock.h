// SPDX-License-Identifier: GPL-3.0-or-later
// The two clocks of a run.
#pragma once

#include <chrono>

namespace overdamp {

/// Seconds on a clock that never goes back.
inline double clock_seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Unix time, seconds, to the millisecond.
inline double wall_time() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()) / 1000;
}

} // namespace overdamp
