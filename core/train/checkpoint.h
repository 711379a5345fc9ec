// SPDX-License-Identifier: GPL-3.0-or-later
// A run's state on disk, whole or not at all.
#pragma once

#include "core/telemetry/run_folder.h"
#include "core/train/checkpoint_info.h"
#include "core/train/trainer.h"

#include <filesystem>

namespace overdamp {

/// Writes `<run>/checkpoints/step-<n>/` with model.safetensors, config.json (both as `transformers` reads them), optimizer.safetensors and trainer.json,
/// under a temporary name first. Random streams and the data position are functions of seed and step, so they need no file. Throws FileError.
void save_checkpoint(const std::filesystem::path& run, const Trainer& trainer, const CheckpointInfo& info);

/// Puts a checkpoint into the trainer. Throws CheckpointError or FileError, leaving the trainer as it was.
CheckpointInfo load_checkpoint(const std::filesystem::path& checkpoint, Trainer& trainer);

/// Writes `<run>/language.json`: the tokenizer and a fingerprint of the training tokens. Throws FileError.
void save_language(const std::filesystem::path& run, const Language& language);

/// The tokenizer of `<run>/language.json`. Throws CheckpointError or FileError; SettingsError if this build lacks a library that it needs.
std::shared_ptr<const TextTokenizer> load_tokenizer(const std::filesystem::path& run);

/// Throws CheckpointError if the run was trained on other text than `language`, so that it cannot be continued exactly. Writes the missing file of a run
/// that was ended before it had one.
void check_language(const std::filesystem::path& run, const Language& language);

} // namespace overdamp
