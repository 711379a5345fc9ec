// SPDX-License-Identifier: GPL-3.0-or-later
// The model of a run's newest whole checkpoint.
#pragma once

#include "core/model/transformer.h"

#include <filesystem>
#include <string>

namespace overdamp {

struct StoredModel {
    std::unique_ptr<Transformer> model;
    std::int64_t step; ///< of the checkpoint
};

/// The newest checkpoint that can be read; `damage` says why others were passed over. Throws CheckpointError if there is none.
StoredModel newest_model(const std::filesystem::path& run, const at::TensorOptions& options, std::string& damage);

} // namespace overdamp
