// SPDX-License-Identifier: GPL-3.0-or-later
// What a stored model makes of tokens and prompts. Free of LibTorch headers, so that every program may ask.
#pragma once

#include "core/settings/knobs.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace overdamp {

/// What a model makes of a sequence. A causal one gives each token but the first its log-probability given those before it, and the logits of the token that
/// would come next. A masked one gives each token its log-probability given all others while the mask token stands in its place, so that their sum is the
/// pseudo-log-likelihood (Salazar et al. 2020), and the logits at each position of the sequence as it is, with nothing masked.
struct SequenceScore {
    std::vector<std::optional<double>> log_probabilities; ///< of each token, nats
    std::vector<std::vector<double>> logits;              ///< [1 or tokens][vocabulary]
    bool masked = false;                                  ///< the model is a masked one
};

/// Scores `tokens` with the model in a folder of Hugging Face's form, as every checkpoint is, dense and without dropout. A masked model's mask token is
/// `mask_token`, else the one that its config.json or the tokenizer beside it names. Throws SettingsError if there is none, or if the tokens are none, more than
/// the model's context, or outside its vocabulary; CheckpointError; CorpusError; FileError.
SequenceScore score_sequence(const std::filesystem::path& checkpoint, std::span<const std::int64_t> tokens,
                             std::optional<std::int64_t> mask_token = std::nullopt);

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
