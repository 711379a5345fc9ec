// SPDX-License-Identifier: GPL-3.0-or-later
// What a build without libzip says of archives.
#include "core/telemetry/run_archive.h"

namespace overdamp {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& file) {
    throw ArchiveError(file.string() + ": this build has no libzip; install libzip-dev and build again, or copy the run's folder itself");
}

} // namespace

bool can_archive() { return false; }

void pack_run(const std::filesystem::path&, const std::filesystem::path& file, bool, const ArchiveProgress&) { refuse(file); }

std::filesystem::path unpack_run(const std::filesystem::path& archive, const std::filesystem::path&, const ArchiveProgress&, const ArchiveLimits&) {
    refuse(archive);
}

} // namespace overdamp
