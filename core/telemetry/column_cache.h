// SPDX-License-Identifier: GPL-3.0-or-later
// A run's metric columns in binary form, beside the metrics file that they were read from.
#pragma once

#include "core/telemetry/history.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace overdamp {

/// Where the cache of a metrics file lies.
std::filesystem::path column_cache_of(const std::filesystem::path& metrics);

struct CachedColumns {
    History history;          ///< steps and evaluations only
    std::uint64_t bytes = 0;  ///< of the metrics file that the columns stand for, up to a line's end
    std::uint64_t lines = 0;  ///< that these bytes hold
};

/// The cached columns of a metrics file. Nothing where there is no cache, or where it is of another version or metric table, damaged, or made from other
/// bytes than the file begins with now. Size and time of the file stand for its bytes where they are as they were; else the bytes are checked.
std::optional<CachedColumns> read_column_cache(const std::filesystem::path& metrics);

/// Writes the cache to a temporary name and renames it. Returns whether that went well: a run in a folder that cannot be written is read without it.
bool write_column_cache(const std::filesystem::path& metrics, const CachedColumns& columns);

} // namespace overdamp
