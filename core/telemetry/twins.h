// SPDX-License-Identifier: GPL-3.0-or-later
// A run's twins on disk, to be found again and gone on with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace overdamp {

/// A twin and the step from which it trains without feedback.
struct KnownTwin {
    std::filesystem::path folder;
    std::int64_t step = 0;
    bool operator==(const KnownTwin&) const = default;
};

/// The twins of a run among the folders beside it, newest first. Damaged ones and those that a program is writing are left out.
std::vector<KnownTwin> twins_of(const std::filesystem::path& run);

/// Schedules for a twin what its run has met since the two were parted and the twin has still before it. Throws SettingsError or FileError.
void catch_up_schedule(const std::filesystem::path& twin, const std::filesystem::path& run);

} // namespace overdamp
