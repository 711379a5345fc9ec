// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/stored_model.h"

#include "core/model/hugging_face.h"
#include "core/settings/text.h"
#include "core/train/checkpoint.h"

#include <ATen/ATen.h>

namespace overdamp {

StoredModel newest_model(const std::filesystem::path& run, const at::TensorOptions& options, std::string& damage) {
    for (const auto& checkpoint : list_checkpoints(run)) {
        try {
            return {load_hugging_face_model(checkpoint, options), *checkpoint_step(checkpoint)};
        } catch (const CheckpointError& error) {
            damage += (damage.empty() ? "" : "; ") + std::string(error.what());
        } catch (const FileError& error) {
            damage += (damage.empty() ? "" : "; ") + std::string(error.what());
        }
    }
    throw CheckpointError(run.string() + ": has no checkpoint to read" + (damage.empty() ? "" : ": " + damage));
}

} // namespace overdamp
