// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting runs so that it can be taken back: they move into `.trash` beside them and are gone for good after 30 days.
#pragma once

#include <filesystem>

namespace overdamp {

/// Days that a deleted run is kept.
inline constexpr int trash_days = 30;

/// Moves a run into `<its parent>/.trash/` and returns where it lies there. Throws FileError, changing nothing, if it cannot be moved
/// or a program is writing it.
std::filesystem::path trash_run(const std::filesystem::path& run);

/// Moves a deleted run back. Throws FileError, changing nothing, if something else has taken its place.
void restore_run(const std::filesystem::path& trashed, const std::filesystem::path& run);

/// Deletes for good what has been in the trash of that runs folder for more than `trash_days`. What cannot be deleted stays.
void empty_old_trash(const std::filesystem::path& runs);

} // namespace overdamp
