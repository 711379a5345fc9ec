// SPDX-License-Identifier: GPL-3.0-or-later
// What overlaid runs are called in legends.
#pragma once

#include "core/telemetry/run_list.h"

#include <QStringList>

#include <span>

namespace overdamp {

/// A name for each run, all different: its own, and where others have the same, the knobs in which they differ, else when it was started, else its folder.
QStringList overlay_names(std::span<const RunInfo> runs);

} // namespace overdamp
