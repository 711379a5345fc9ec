// SPDX-License-Identifier: GPL-3.0-or-later
// The command line that makes a recorded run again.
#pragma once

#include "core/telemetry/run_list.h"

#include <optional>
#include <string>
#include <vector>

namespace overdamp {

/// `overdamp-run train …` that starts such a run, or `overdamp-run fork PARENT …` of a child, as one line without what a hand turned later. Nothing
/// where no command does: of an imported or damaged run, of a twin, and of a child of an earlier version that does not say what it repeats. Throws SettingsError
/// or FileError.
std::optional<std::string> repeat_command(const RunInfo& run);

/// The same; where no command does, the reason as a comment of the shell.
std::string repeat_line(const RunInfo& run);

/// A run's parent, its parent and so on, the oldest first, as far as they are there.
std::vector<RunInfo> ancestors(const RunInfo& run);

/// Whether knobs were turned while the run trained, which its command does not repeat; of a child, after its first own step.
bool was_turned_by_hand(const RunInfo& run);

} // namespace overdamp
