// SPDX-License-Identifier: GPL-3.0-or-later
// Which program this is.
#pragma once

#include "core/telemetry/run_program.h"

#include <string>
#include <string_view>

namespace overdamp {

/// "0.1.0"
std::string_view program_version();

/// Abbreviated git commit that was built, with "-changed" behind it if the sources differed from it; empty if they were in no repository.
std::string_view program_commit();

/// Both.
ProgramVersion this_version();

/// "0.1.0 (commit 0123456789ab)"
std::string version_and_commit();

/// What `--version` prints of this program: version and commit, LibTorch, and a line for each device that can train. No end of line at the end.
std::string version_report(std::string_view program);

} // namespace overdamp
