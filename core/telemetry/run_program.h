// SPDX-License-Identifier: GPL-3.0-or-later
// Which program trained a run: `program.json` of its folder, which runs of earlier versions lack.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace overdamp {

/// A version of Overdamp.
struct ProgramVersion {
    std::string version = {}; ///< "0.1.0"; empty where it is not known
    std::string commit = {};  ///< that was built; empty if the sources were in no repository
    bool operator==(const ProgramVersion&) const = default;
};

/// "0.1.0 (commit 0123456789ab)"
std::string to_text(const ProgramVersion& program);

/// The program that trained a run from a step on.
struct TrainedBy {
    ProgramVersion program;
    std::int64_t from_step = 0;
    bool operator==(const TrainedBy&) const = default;
};

/// In the order of their steps; empty without the file. Throws SettingsError naming the file if it is not understood, FileError if it cannot be read.
std::vector<TrainedBy> load_programs(const std::filesystem::path& run);

/// Notes that `program` trains the run from `step` on, if that is new; what the file said of later steps is void, for they are trained anew. A
/// program without a version notes nothing. Throws FileError or SettingsError.
void note_program(const std::filesystem::path& run, const ProgramVersion& program, std::int64_t step);

/// Gives a child what its parent's file says of the steps before `step`. Throws FileError or SettingsError.
void copy_programs(const std::filesystem::path& parent, const std::filesystem::path& child, std::int64_t step);

} // namespace overdamp
