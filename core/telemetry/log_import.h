// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a run folder of the log of another tool, so that its measures can be plotted beside ours.
#pragma once

#include "core/telemetry/foreign_log.h"
#include "core/telemetry/import_origin.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// A name that other tools use and the measure or time column that it means.
struct CommonName {
    std::string_view theirs; ///< in lower case
    std::string_view ours;   ///< a log column of metric_table(), or "step", "wall_time", "seconds"
};

/// All of them, those that are preferred where a log has several before the others.
std::span<const CommonName> common_names();

/// What a column of another tool means: `theirs` as it is in `common_names()` or the metric table, whatever its case, without the "run - " that W&B puts in
/// front. Empty if nobody knows.
std::string_view meaning_of(std::string_view theirs);

struct ImportOptions {
    std::string name;                   ///< of the run; empty for the file's
    std::vector<ImportedColumn> columns; ///< what a person said that columns mean; `ours` may be empty: leave it out
};

/// What became of a log.
struct ImportedLog {
    std::filesystem::path run;            ///< the new run folder
    ImportOrigin origin;                  ///< with the columns that were taken
    std::vector<std::string> left_out;    ///< columns that are known, but not needed: another one of the same meaning, or none of ours
    std::vector<std::string> unknown;     ///< columns whose meaning nobody knows
    std::vector<std::string> notices;
    std::size_t steps = 0;                ///< with at least one value
};

/// Whether import_log() reads that file or folder as a log: its name or content says so.
bool looks_like_log(const std::filesystem::path& path);

/// Reads a CSV table, a TensorBoard event file, or a folder that holds event files or a metrics.csv, and writes its run folder in `runs`. Of a step's several
/// values of one column the last one counts. Throws LogError naming file and place; SettingsError for a wrong `options.columns`; FileError.
ImportedLog import_log(const std::filesystem::path& path, const std::filesystem::path& runs, const ImportOptions& options = {});

} // namespace overdamp
