// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a run folder of the log of another tool, so that its measures can be plotted beside ours.
#pragma once

#include "core/telemetry/foreign_log.h"
#include "core/telemetry/import_origin.h"

#include <filesystem>
#include <string>
#include <vector>

namespace overdamp {

struct ImportOptions {
    std::string name;                    ///< of the run; empty for the file's
    std::vector<ImportedColumn> columns; ///< what a person said that columns mean; `ours` may be empty: leave it out
};

/// A column of a log and what it holds.
struct LogColumn {
    std::string name;
    std::string ours;        ///< what it would become, as in ImportedColumn; empty: left out
    bool is_unknown = false; ///< because nobody knows what its numbers mean
    std::size_t values = 0;  ///< numbers in it, 0 for a column of texts
    double smallest = not_measured, largest = not_measured, last = not_measured;
};

/// What a log holds, in its order, and what its columns would become.
struct LogPreview {
    std::string format; ///< "CSV" or "TensorBoard"
    std::vector<LogColumn> columns;

    /// Whether a person has to say what columns mean: one is unknown, or none is a loss.
    bool is_doubtful() const;
};

/// What became of a log.
struct ImportedLog {
    std::filesystem::path run;            ///< the new run folder
    ImportOrigin origin;                  ///< with the columns that were taken
    std::vector<std::string> left_out;    ///< columns that are known, but not needed: another one of the same meaning, or none of ours
    std::vector<std::string> unknown;     ///< columns whose meaning nobody knows
    std::vector<std::string> notices;
    std::size_t steps = 0;                ///< with at least one value
    std::size_t replaced = 0;             ///< rows that a later one of the same step replaced; the notices say it too
};

/// Whether import_log() reads that file or folder as a log: its name or content says so.
bool looks_like_log(const std::filesystem::path& path);

/// Reads a log as import_log() does, with the same errors, and writes nothing.
LogPreview preview_log(const std::filesystem::path& path);

/// Reads a CSV table, a TensorBoard event file, or a folder that holds event files or a metrics.csv, and writes its run folder in `runs`. Of a step's several
/// values of one column the last one counts. Throws LogError naming file and place; SettingsError for a wrong `options.columns`; FileError.
ImportedLog import_log(const std::filesystem::path& path, const std::filesystem::path& runs, const ImportOptions& options = {});

} // namespace overdamp
