// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded runs out of the program: measures for other programs, and the whole folder packed or as a copy.
#pragma once

#include <QString>

#include <filesystem>

namespace overdamp {

/// Writes the measures of a run. Returns what went wrong, or an empty text. May take seconds for a long run.
QString export_csv(const std::filesystem::path& run, const std::filesystem::path& file);

/// Writes the run as one JSON document, as export_csv().
QString export_json(const std::filesystem::path& run, const std::filesystem::path& file);

/// Writes a TensorBoard event file into a folder of the run's name in `folder`, as export_csv().
QString export_events_of(const std::filesystem::path& run, const std::filesystem::path& folder);

/// Packs the run's folder, as export_csv().
QString export_packed(const std::filesystem::path& run, const std::filesystem::path& file, bool checkpoints);

/// Copies the run's folder into `target`, under its own name. Returns what went wrong, or an empty text; nothing is overwritten, and what could not
/// be copied whole is removed again.
QString copy_run(const std::filesystem::path& run, const std::filesystem::path& target);

} // namespace overdamp
