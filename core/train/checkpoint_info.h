// SPDX-License-Identifier: GPL-3.0-or-later
// trainer.json of a checkpoint.
#pragma once

#include "core/settings/knobs.h"

#include <filesystem>

namespace overdamp {

/// Version of the JSON documents of a checkpoint.
inline constexpr int checkpoint_schema = 1;

/// What a checkpoint says beside the tensors.
struct CheckpointInfo {
    std::int64_t step = 0;     ///< steps done
    std::int64_t revision = 0; ///< of the last snapshot used
    double seconds = 0;        ///< training time so far, without pauses
    Knobs knobs;               ///< the last snapshot used
};

/// Reads a trainer.json. Throws CheckpointError naming the file and what is wrong in it; FileError if it cannot be read.
CheckpointInfo load_checkpoint_info(const std::filesystem::path& path);

} // namespace overdamp
