// SPDX-License-Identifier: GPL-3.0-or-later
// Reports with figures, as HTML and Markdown files.
#pragma once

#include "app/workbench/command_line.h"

#include <filesystem>

namespace overdamp {

/// Writes the report of a study folder as it is now, as Markdown if the file's name ends in .md, else as HTML with figures. Throws FileError or
/// SettingsError.
void write_study_report(const std::filesystem::path& study, const std::filesystem::path& file);

/// `overdamp report`: of the study folder, or of the runs beside each other, into `command.output` or report.html in the study's folder, comparison.html
/// here. The file's name goes to standard output. Throws FileError or SettingsError.
void write_report(const CommandLine& command);

} // namespace overdamp
