// SPDX-License-Identifier: GPL-3.0-or-later
// A run as one JSON document, for other programs.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace overdamp {

/// Writes an object with `experiment` (experiment.json), `columns` (name, label, unit, definition and schedule of each measure that was taken), `steps` and
/// `evaluations` (an array a column: `step`, `wall_time`, `seconds` and the measures, null where one was not taken), `events` and `samples` (the records of
/// the run folder), `summary`, `parent` and `import` (those files, null where there is none). Numbers read back the same.
/// Throws FileError or SettingsError.
void write_run_json(const std::filesystem::path& run, std::ostream& output);

} // namespace overdamp
