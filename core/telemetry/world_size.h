// SPDX-License-Identifier: GPL-3.0-or-later
// How many processes train a run together: `world.json` of its folder, which runs of one process lack.
#pragma once

#include <cstdint>
#include <filesystem>

namespace overdamp {

inline constexpr const char* world_file = "world.json";

/// Writes the file, unless `size` is 1. Throws FileError.
void save_world_size(const std::filesystem::path& run, std::int64_t size);

/// 1 without the file. Throws SettingsError naming the file if it is not understood, FileError if it cannot be read.
std::int64_t load_world_size(const std::filesystem::path& run);

/// Throws SettingsError that says how to go on if the run was trained by another number of processes than `size`: its batches would be others.
void check_world_size(const std::filesystem::path& run, std::int64_t size);

} // namespace overdamp
