// SPDX-License-Identifier: GPL-3.0-or-later
// Shares of frequent tokens, and the entropy of a sample.
#include "core/measure/distribution.h"

#include "core/language/words.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace overdamp {

namespace {

std::map<std::string, std::int64_t> token_counts(const WordSequences& sample) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& sequence : sample)
        for (const std::string& token : sequence)
            ++counts[token];
    return counts;
}

std::int64_t sum_of_counts(const std::map<std::string, std::int64_t>& counts) {
    std::int64_t sum = 0;
    for (const auto& [token, count] : counts)
        sum += count;
    return sum;
}

/// How many of the most frequent tokens hold each definition's set; a set is always a prefix of the frequency ranking.
struct Prefixes {
    std::int64_t ten_words = 0; ///< the prefix whose words are the 10 most frequent ones
    std::int64_t half = 0;
    std::int64_t frequent = 0;
};

Prefixes prefixes(const WordFrequencies& corpus) {
    Prefixes result;
    const auto size = static_cast<std::int64_t>(corpus.size());
    for (int words = 0; result.ten_words < size && words < 10; ++result.ten_words)
        words += is_word(corpus.word(static_cast<std::size_t>(result.ten_words)));
    for (std::int64_t covered = 0; result.half < size && 2 * covered < corpus.total(); ++result.half)
        covered += corpus.count(static_cast<std::size_t>(result.half));
    while (result.frequent < size && 200 * corpus.count(static_cast<std::size_t>(result.frequent)) > corpus.total())
        ++result.frequent;
    return result;
}

std::int64_t sum_of_largest(const std::map<std::string, std::int64_t>& counts, std::size_t how_many) {
    std::vector<std::int64_t> falling;
    for (const auto& [token, count] : counts)
        falling.push_back(count);
    std::ranges::sort(falling, std::greater{});
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < std::min(how_many, falling.size()); ++i)
        sum += falling[i];
    return sum;
}

/// NaN for 0 of 0.
double percent(std::int64_t part, std::int64_t whole) { return 100.0 * static_cast<double>(part) / static_cast<double>(whole); }

} // namespace

HighFrequencyShares high_frequency_shares(const WordSequences& sample, const WordFrequencies& corpus) {
    const Prefixes sets = prefixes(corpus);
    const auto counts = token_counts(sample);
    const std::int64_t total = sum_of_counts(counts);
    std::int64_t words = 0, top10 = 0, top10_words = 0, top100 = 0, half = 0, frequent = 0;
    for (const auto& [token, count] : counts) {
        const std::int64_t rank = corpus.rank(token);
        const auto within = [&, count = count](std::int64_t prefix) { return rank >= 0 && rank < prefix ? count : 0; };
        const bool word = is_word(token);
        words += word ? count : 0;
        top10 += within(10);
        top10_words += word ? within(sets.ten_words) : 0;
        top100 += within(100);
        half += within(sets.half);
        frequent += within(sets.frequent);
    }
    return {.top10 = percent(top10, total),
            .top10_words = percent(top10_words, words),
            .top100 = percent(top100, total),
            .half = percent(half, total),
            .frequent = percent(frequent, total),
            .own_top10 = percent(sum_of_largest(counts, 10), total)};
}

double sample_entropy(const WordSequences& sample) {
    const auto counts = token_counts(sample);
    if (counts.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const auto total = static_cast<double>(sum_of_counts(counts));
    double entropy = 0;
    for (const auto& [token, count] : counts)
        entropy -= static_cast<double>(count) / total * std::log(static_cast<double>(count) / total);
    return entropy;
}

} // namespace overdamp
