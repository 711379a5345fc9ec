// SPDX-License-Identifier: GPL-3.0-or-later
// A run's measures as comma-separated values, for other programs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>

namespace overdamp {

/// Writes a header line and one line a step, rising: `wall_time` (Unix time, seconds), `step`, `seconds` (training time without pauses), then every
/// measure of metric_table() by its log column. What was not measured at a step is empty; numbers read back the same. Returns the number of lines
/// after the header. Errors as load_history().
std::size_t write_metrics_csv(const std::filesystem::path& run, std::ostream& output);

} // namespace overdamp
