// SPDX-License-Identifier: GPL-3.0-or-later
// What a person wants to know of a text before a model is trained on it.
#pragma once

#include "core/settings/knobs.h"

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace overdamp {

struct FrequentWord {
    std::string text;
    std::int64_t count = 0;
    double share = 0; ///< of the training split's words and punctuation marks, percent
};

/// Of the text as a run with these knobs reads it; words are those of split_words(), so punctuation marks count as well.
struct CorpusFacts {
    std::string corpus; ///< as language.corpus names it
    std::size_t files = 0;
    std::uintmax_t bytes = 0;
    std::int64_t documents = 0;      ///< training and held out
    std::int64_t words = 0;          ///< of the training split
    std::int64_t held_out_words = 0;
    std::int64_t different_words = 0;    ///< of the training split
    std::vector<FrequentWord> frequent;  ///< the ten most frequent ones, which the high-frequency share counts
    double covered = 100;                ///< share of the training split's words that the vocabulary holds, percent; 100 for other tokenizers than `word`
    std::int64_t vocabulary = 0;         ///< of the model
    /// Of the training split, end tokens included; nothing for tokenizers that are trained first.
    std::optional<std::int64_t> tokens;
};

/// Is told the share that has been read, from 0 to 1; returns whether to go on.
using CorpusProgress = std::function<bool(double share)>;

/// What reading ends with when it is not to go on.
struct CorpusCancelled : std::exception {
    const char* what() const noexcept override { return "the reading was cancelled"; }
};

/// Reads `knobs.language.corpus`, which must not be `synthetic`. Throws CorpusError or FileError as load_corpus(), and CorpusCancelled.
CorpusFacts read_corpus_facts(const Knobs& knobs, const CorpusProgress& report = {});

} // namespace overdamp
