// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded runs out of the program: measures as CSV, and the whole folder as a copy.
#pragma once

#include <QString>

#include <filesystem>

namespace overdamp {

/// Writes the measures of a run. Returns what went wrong, or an empty text. May take seconds for a long run.
QString export_csv(const std::filesystem::path& run, const std::filesystem::path& file);

/// Copies the run's folder into `target`, under its own name. Returns what went wrong, or an empty text; nothing is overwritten, and what could not
/// be copied whole is removed again.
QString copy_run(const std::filesystem::path& run, const std::filesystem::path& target);

} // namespace overdamp
