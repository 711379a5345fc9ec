// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of what a sample's words are distributed like. All take word-rule tokens, so the tokenizer does not matter.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace overdamp {

class WordFrequencies;

/// Word-rule tokens of generated sequences, without unknown and end tokens.
using WordSequences = std::vector<std::vector<std::string>>;

using WordCounts = std::map<std::string, std::int64_t>;

/// How often each token occurs in all sequences together.
WordCounts word_counts(const WordSequences& sample);

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

/// The headline share of the corpus itself: percent of its tokens that are among its 10 most frequent ones; NaN for an empty corpus.
double corpus_share_top10(const WordFrequencies& corpus);

/// Entropy of the sample's unigram distribution, nats; NaN for an empty sample.
double sample_entropy(const WordSequences& sample);

/// Exponent s of Zipf's law, frequency ∝ rank^−s: the negated slope of the least-squares line of log frequency on log rank, every rank with the
/// same weight. It takes ranks 1 to R of the tokens that occur at least twice, for the plateau of those that occur once says more about the
/// sample's size than about its distribution. NaN where R < 2.
double zipf_exponent(const WordSequences& sample);

/// Weight of the uniform distribution in the second argument of a KL divergence of counts.
inline constexpr double uniform_share = 0.01;

/// How far the sample's unigrams p are from the corpus's q, nats; NaN where one of them is empty. In KL(a‖b) the first argument is as counted; b,
/// whose zero counts would make the divergence infinite, becomes 0.99·b + 0.01·u, u uniform over all token types of sample and corpus (Jelinek and
/// Mercer 1980); where a = b this adds less than 0.0101. The Jensen-Shannon divergence needs no such treatment: it is exact, and at most log 2.
struct UnigramDivergences {
    double from_corpus;    ///< KL(p‖q): what the sample says too often
    double to_corpus;      ///< KL(q‖p): what the sample leaves out
    double jensen_shannon; ///< ½·KL(p‖m) + ½·KL(q‖m), m = (p + q)/2
};

UnigramDivergences unigram_divergences(const WordSequences& sample, const WordFrequencies& corpus);

/// Jensen-Shannon divergence of two samples' unigram distributions, nats, in [0, log 2]; NaN where one of them is empty.
double jensen_shannon(const WordCounts& a, const WordCounts& b);

/// Percent of the corpus's token types (words and punctuation marks) that occur in the sample; NaN for an empty corpus.
double vocabulary_coverage(const WordSequences& sample, const WordFrequencies& corpus);

} // namespace overdamp
