// SPDX-License-Identifier: GPL-3.0-or-later
// A language whose empirical distribution P_emp is exactly known.
#pragma once

#include "core/language/corpus.h"

#include <cstdint>
#include <string>
#include <vector>

namespace overdamp {

/// K distinct sentences with exact probabilities (2).
struct SyntheticLanguage {
    std::vector<std::vector<std::string>> sentences; ///< the support S₀, most probable first
    std::vector<std::int64_t> counts;                ///< how often each occurs in the training split; all ≥ 1
    std::uint64_t seed = 1;                          ///< of the order of the documents

    std::int64_t documents() const;
    /// P_emp of each sentence: its count / documents(). Sums to 1.
    std::vector<double> probabilities() const;
    /// Sentence k as text.
    std::string text(std::size_t k) const;
    /// H(P_emp) in nats.
    double entropy() const;
    /// The corpus in which sentence k occurs counts[k] times, in an order fixed by the seed; the held-out part holds
    /// the same distribution, every sentence with its share of 5 % of the documents, at least once.
    Corpus corpus() const;
};

/// `sentences` distinct sentences of `length` words each over `words` made-up words. Words follow a Zipf law within sentences, and sentence k
/// has weight (k+1)^−zipf; the counts are these weights rounded to sum to `documents`, none below 1. All words have the same number of letters,
/// so that all sentences have the same length in bytes as well. The same arguments give the same language.
/// Throws CorpusError if there are not that many distinct sentences.
SyntheticLanguage make_synthetic_language(std::int64_t sentences, std::int64_t length, std::int64_t words, double zipf,
                                          std::int64_t documents = 4096, std::uint64_t seed = 1);

} // namespace overdamp
