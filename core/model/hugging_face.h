// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2 and BERT checkpoints in Hugging Face's form: model.safetensors and config.json in one folder. Every checkpoint of a run has this form too.
#pragma once

#include "core/model/transformer.h"
#include "core/model/weights.h"
#include "core/settings/knobs.h"

#include <filesystem>
#include <memory>

namespace overdamp {

/// What a config.json says.
struct HuggingFaceForm {
    ModelKind kind = ModelKind::gpt2; ///< GPT2LMHeadModel or BertForMaskedLM
    Shape shape;
    std::int64_t mask_token = -1; ///< `mask_token_id`, which the checkpoints of our own BERTs name; −1 if it is not there
};

/// The model that `<folder>/config.json` describes. Throws CheckpointError naming the file and every key with which the model would not be ours
/// (another model_type, activation, inner width, …); FileError if it cannot be read.
HuggingFaceForm hugging_face_form(const std::filesystem::path& folder);

/// The weights in `<folder>/model.safetensors` as float32 by the names of parameter_specs(form), whether the file has the prefix `transformer.` or `bert.` or
/// not. What this model does not have is left out: attention buffers, BERT's pooler and its head for the next sentence. So is a head's weight that equals the
/// embedding, and the second name of BERT's output bias. `gamma` and `beta` of old files are weight and bias. Where `form` has a shorter context than the file, its first
/// positions are taken. Throws CheckpointError naming the file and every tensor that is missing, unknown or does not fit; FileError.
NamedTensors load_hugging_face_weights(const std::filesystem::path& folder, const HuggingFaceForm& form);

/// The model of such a folder.
std::unique_ptr<Transformer> load_hugging_face_model(const std::filesystem::path& folder, const at::TensorOptions& options);

/// `knobs` with the form of model.checkpoint, if there is one: kind, layers, width and heads that are at their defaults follow it, and so does a default
/// context that is longer than the checkpoint's. Throws SettingsError naming the knob and the key of config.json that it contradicts; CheckpointError;
/// FileError.
Knobs follow_checkpoint(const Knobs& knobs);

} // namespace overdamp
