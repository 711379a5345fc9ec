// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of what a sample's words are distributed like. All take word-rule tokens, so the tokenizer does not matter.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace overdamp {

class WordFrequencies;

/// Word-rule tokens of generated sequences, without unknown and end tokens.
using WordSequences = std::vector<std::vector<std::string>>;

/// Every definition of the high-frequency share, in percent of the sample's tokens; NaN for an empty sample.
struct HighFrequencyShares {
    double top10;       ///< among the corpus's 10 most frequent tokens: the headline
    double top10_words; ///< words only, punctuation left out of numerator and denominator, among the 10 most frequent words
    double top100;      ///< among the 100 most frequent tokens
    double half;        ///< in the smallest set of most frequent tokens that covers half of the corpus
    double frequent;    ///< tokens that each make up more than 0.5 % of the corpus
    double own_top10;   ///< among the sample's own 10 most frequent tokens
};

HighFrequencyShares high_frequency_shares(const WordSequences& sample, const WordFrequencies& corpus);

/// Entropy of the sample's unigram distribution, nats; NaN for an empty sample.
double sample_entropy(const WordSequences& sample);

} // namespace overdamp
