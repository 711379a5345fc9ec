// SPDX-License-Identifier: GPL-3.0-or-later
// Token streams and the batches cut from them.
#pragma once

#include "core/language/tokenizer.h"
#include "core/language/words.h"
#include "core/settings/knobs.h"
#include "core/language/synthetic.h"

#include <ATen/core/Tensor.h>
#include <memory>
#include <optional>

namespace overdamp {

/// Everything that a run knows about its text.
struct Language {
    std::shared_ptr<const TextTokenizer> tokenizer;
    at::Tensor training; ///< int64 [tokens]: end token, document, end token, document, …, end token
    at::Tensor held_out; ///< the same form
    WordFrequencies frequencies;      ///< of the training split, by the word rule
    std::optional<SyntheticLanguage> synthetic;
    /// Windows start at multiples of this: 1 for text; sentence length + 1 for the synthetic language, so that they start at sentences.
    std::int64_t alignment = 1;
};

/// Reads the corpus, makes the tokenizer, unless one is given, and encodes both splits. Throws CorpusError, with the numbers, if the text is too small for
/// `model.context`; FileError if it cannot be read.
Language load_language(const Knobs& knobs, std::shared_ptr<const TextTokenizer> tokenizer = nullptr);

/// Windows of a token stream. Targets that are the unknown token hold `ignored_target`; so do those that `bert` is not asked for.
struct Batch {
    at::Tensor inputs;  ///< int64 [batch, time]
    at::Tensor targets; ///< int64 [batch, time]: the token that follows each input; for `bert` the one that stands there
};

inline constexpr std::int64_t ignored_target = -100;

/// The training batch of a step: `training.batch` windows of `model.context` tokens at uniformly random starts. It is a function of
/// (training.seed, step) alone, so there is no data position to keep. For `bert` its tokens are hidden by mask_tokens().
Batch training_batch(const Language& language, const Knobs& knobs, std::int64_t step);

/// The held-out stream cut into consecutive windows of `model.context` tokens (a shorter one only if there is no full one), at most `windows`
/// of them, evenly spaced. For `bert` always the same of its tokens are hidden, whatever the seed, so that evaluations compare.
Batch held_out_batch(const Language& language, const Knobs& knobs, std::int64_t windows = 64);

} // namespace overdamp
