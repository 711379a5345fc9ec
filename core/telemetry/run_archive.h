// SPDX-License-Identifier: GPL-3.0-or-later
// A run folder as one zip file, and back. Archives come from anywhere and are not trusted.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <stdexcept>

namespace overdamp {

/// An archive that cannot be used. The message names it and what is wrong.
class ArchiveError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Is told the share of the work that is done, from 0 to 1; returns whether to go on.
using ArchiveProgress = std::function<bool(double share)>;

/// What packing or unpacking ends with when it is not to go on; nothing is left behind.
struct ArchiveCancelled : std::exception {
    const char* what() const noexcept override { return "the archiving was cancelled"; }
};

/// Whether this build can pack and unpack: it has libzip.
bool can_archive();

/// Whether the file begins as a zip file does.
bool is_archive(const std::filesystem::path& file);

/// Writes the run's folder, under its name, to `file`, which appears whole or not at all; without `checkpoints` a run can be looked at, but is trained
/// anew from its first step when it is resumed. Hidden and temporary files, links and caches stay out; a run that is being written is packed as it is.
/// Throws FileError, ArchiveError without libzip, or ArchiveCancelled.
void pack_run(const std::filesystem::path& run, const std::filesystem::path& file, bool checkpoints, const ArchiveProgress& report = {});

/// What an archive may hold; more is refused as a file made to fill the disk.
struct ArchiveLimits {
    std::uint64_t files = 100'000;
    std::uint64_t bytes = std::uint64_t{1} << 40; ///< unpacked, and never more than the disk has room for
    std::uint64_t allowance = 64 << 20;           ///< bytes that every archive may unpack to
    std::uint64_t largest_ratio = 100;            ///< unpacked bytes for one of the archive, beyond the allowance
};

/// Unpacks the run folder that an archive holds, at its top or in a folder, into a new folder of that name in `runs`, and returns it. Only plain files are
/// taken: links, absolute names, names that lead out of the folder, encrypted files and two of one name are refused, as are more files or bytes than the
/// limits. The folder appears whole or not at all. Throws ArchiveError, FileError or ArchiveCancelled.
std::filesystem::path unpack_run(const std::filesystem::path& archive, const std::filesystem::path& runs, const ArchiveProgress& report = {},
                                 const ArchiveLimits& limits = {});

} // namespace overdamp
