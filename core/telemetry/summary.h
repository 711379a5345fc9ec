// SPDX-License-Identifier: GPL-3.0-or-later
// A run's final numbers, `summary.json`.
#pragma once

#include "core/telemetry/onset.h"
#include "core/telemetry/records.h"

#include <filesystem>
#include <optional>
#include <string>

namespace overdamp {

/// How a run ended, and the last that was measured of it.
struct RunEnd {
    std::string name;
    std::string state;   ///< finished, stopped or failed
    std::string message; ///< why, where there is more to say
    std::int64_t steps = 0;
    double seconds = 0; ///< training time without pauses
    std::optional<StepRecord> step = {};
    std::optional<EvaluationRecord> evaluation = {};
    Onset onset = {}; ///< of the whole run
};

/// Writes the file whole: `end` with every measure by its log column. Throws FileError.
void write_summary(const std::filesystem::path& folder, const RunEnd& end);

} // namespace overdamp
