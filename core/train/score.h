// SPDX-License-Identifier: GPL-3.0-or-later
// What a stored model makes of tokens and prompts. Free of LibTorch headers, so that every program may ask.
#pragma once

#include "core/settings/knobs.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace overdamp {

struct SequenceScore {
    std::vector<double> log_probabilities; ///< of each token but the first, given those before it, nats
    std::vector<double> logits;            ///< [vocabulary], after the last token
};

/// Scores `tokens` with the model in a folder of Hugging Face's form, as every checkpoint is, dense and without dropout. Throws SettingsError if they are
/// none, more than the model's context, or outside its vocabulary; CheckpointError; FileError.
SequenceScore score_sequence(const std::filesystem::path& checkpoint, std::span<const std::int64_t> tokens);

/// What a run's newest whole checkpoint writes.
struct Continuation {
    std::string text;    ///< without the prompt
    std::int64_t step;   ///< of the checkpoint
    std::string damage;  ///< why newer checkpoints were passed over; empty if none was
};

/// Continues sampling.prompt by sampling.tokens tokens, drawn as sampling.* and training.seed say, dense and without dropout. Throws CheckpointError if the
/// run has no whole checkpoint or its tokenizer does not fit the model; FileError; SettingsError.
Continuation continue_prompt(const std::filesystem::path& run, const Knobs& knobs);

} // namespace overdamp
