// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2 checkpoints in Hugging Face's form: model.safetensors and config.json in one folder. Every checkpoint of a GPT-2 run has this form too.
#pragma once

#include "core/model/gpt2.h"
#include "core/model/weights.h"
#include "core/settings/knobs.h"

#include <filesystem>

namespace overdamp {

/// The shape that `<folder>/config.json` describes. Throws CheckpointError naming the file and every key with which the model would not be ours
/// (another model_type, activation, inner width, …); FileError if it cannot be read.
Shape hugging_face_shape(const std::filesystem::path& folder);

/// The weights in `<folder>/model.safetensors` as float32 by the names of gpt2_parameters(shape), whether the file has the prefix `transformer.` or not.
/// Attention buffers are left out, and so is an lm_head.weight that equals the embedding. Where `shape` has a shorter context than the
/// file, its first positions are taken. Throws CheckpointError naming the file and every tensor that is missing, unknown or does not fit; FileError.
NamedTensors load_hugging_face_weights(const std::filesystem::path& folder, const Shape& shape);

/// The model of such a folder.
Gpt2 load_hugging_face_model(const std::filesystem::path& folder, const at::TensorOptions& options);

/// `knobs` with the shape of model.checkpoint, if there is one: layers, width and heads that are at their defaults follow it, and so does a default
/// context that is longer than the checkpoint's. Throws SettingsError naming the knob and the key of config.json that it contradicts; CheckpointError;
/// FileError.
Knobs follow_checkpoint(const Knobs& knobs);

} // namespace overdamp
