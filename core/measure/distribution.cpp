// SPDX-License-Identifier: GPL-3.0-or-later
// Shares of frequent tokens, entropy, Zipf's law, and divergences between unigram distributions.
#include "core/measure/distribution.h"

#include "core/language/words.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <span>

namespace overdamp {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

std::int64_t sum_of_counts(const WordCounts& counts) {
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

std::vector<std::int64_t> falling_counts(const WordCounts& counts) {
    std::vector<std::int64_t> falling;
    for (const auto& [token, count] : counts)
        falling.push_back(count);
    std::ranges::sort(falling, std::greater{});
    return falling;
}

std::int64_t sum_of_largest(const WordCounts& counts, std::size_t how_many) {
    const std::vector<std::int64_t> falling = falling_counts(counts);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < std::min(how_many, falling.size()); ++i)
        sum += falling[i];
    return sum;
}

/// NaN for 0 of 0.
double percent(std::int64_t part, std::int64_t whole) { return 100.0 * static_cast<double>(part) / static_cast<double>(whole); }

/// Counts of one token type in two texts.
struct Pair {
    std::int64_t first = 0, second = 0;
};

/// The two distributions over the union of their types.
struct Shares {
    double first, second;
};

/// Empty where one of the texts is.
std::vector<Shares> shares_of(std::span<const Pair> pairs) {
    std::int64_t first = 0, second = 0;
    for (const Pair& pair : pairs) {
        first += pair.first;
        second += pair.second;
    }
    std::vector<Shares> shares;
    if (first > 0 && second > 0)
        for (const Pair& pair : pairs)
            shares.push_back(
                {static_cast<double>(pair.first) / static_cast<double>(first), static_cast<double>(pair.second) / static_cast<double>(second)});
    return shares;
}

double kl_term(double p, double q) { return p > 0 ? p * std::log(p / q) : 0; }

/// KL(from‖to) with the uniform share in `to`.
double smoothed_kl(const std::vector<Shares>& shares, double Shares::*from, double Shares::*to) {
    const double uniform = uniform_share / static_cast<double>(shares.size());
    double sum = 0;
    for (const Shares& share : shares)
        sum += kl_term(share.*from, (1 - uniform_share) * share.*to + uniform);
    return sum;
}

double jensen_shannon(const std::vector<Shares>& shares) {
    double sum = 0;
    for (const auto& [p, q] : shares)
        sum += 0.5 * (kl_term(p, 0.5 * (p + q)) + kl_term(q, 0.5 * (p + q)));
    return shares.empty() ? undefined : std::max(0.0, sum);
}

/// Sample and corpus counts of all types of either.
std::vector<Pair> pairs_of(const WordCounts& sample, const WordFrequencies& corpus) {
    std::vector<Pair> pairs(corpus.size(), {0, 0});
    for (std::size_t rank = 0; rank < corpus.size(); ++rank)
        pairs[rank].second = corpus.count(rank);
    for (const auto& [token, count] : sample)
        if (const std::int64_t rank = corpus.rank(token); rank >= 0)
            pairs[static_cast<std::size_t>(rank)].first = count;
        else
            pairs.push_back({count, 0});
    return pairs;
}

} // namespace

WordCounts word_counts(const WordSequences& sample) {
    WordCounts counts;
    for (const auto& sequence : sample)
        for (const std::string& token : sequence)
            ++counts[token];
    return counts;
}

HighFrequencyShares high_frequency_shares(const WordSequences& sample, const WordFrequencies& corpus) {
    const Prefixes sets = prefixes(corpus);
    const auto counts = word_counts(sample);
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

double corpus_share_top10(const WordFrequencies& corpus) {
    std::int64_t sum = 0;
    for (std::size_t rank = 0; rank < std::min<std::size_t>(10, corpus.size()); ++rank)
        sum += corpus.count(rank);
    return percent(sum, corpus.total());
}

double sample_entropy(const WordSequences& sample) {
    const auto counts = word_counts(sample);
    if (counts.empty())
        return undefined;
    const auto total = static_cast<double>(sum_of_counts(counts));
    double entropy = 0;
    for (const auto& [token, count] : counts)
        entropy -= static_cast<double>(count) / total * std::log(static_cast<double>(count) / total);
    return entropy;
}

double zipf_exponent(const WordSequences& sample) {
    const std::vector<std::int64_t> falling = falling_counts(word_counts(sample));
    const auto ranks = static_cast<std::size_t>(std::ranges::count_if(falling, [](std::int64_t count) { return count >= 2; }));
    if (ranks < 2)
        return undefined;
    double mean_x = 0, mean_y = 0;
    for (std::size_t i = 0; i < ranks; ++i) {
        mean_x += std::log(static_cast<double>(i + 1)) / static_cast<double>(ranks);
        mean_y += std::log(static_cast<double>(falling[i])) / static_cast<double>(ranks);
    }
    double covariance = 0, variance = 0;
    for (std::size_t i = 0; i < ranks; ++i) {
        const double x = std::log(static_cast<double>(i + 1)) - mean_x;
        covariance += x * (std::log(static_cast<double>(falling[i])) - mean_y);
        variance += x * x;
    }
    return -covariance / variance;
}

UnigramDivergences unigram_divergences(const WordSequences& sample, const WordFrequencies& corpus) {
    const std::vector<Shares> shares = shares_of(pairs_of(word_counts(sample), corpus));
    if (shares.empty())
        return {undefined, undefined, undefined};
    return {.from_corpus = smoothed_kl(shares, &Shares::first, &Shares::second),
            .to_corpus = smoothed_kl(shares, &Shares::second, &Shares::first),
            .jensen_shannon = jensen_shannon(shares)};
}

double jensen_shannon(const WordCounts& a, const WordCounts& b) {
    std::map<std::string, Pair> pairs;
    for (const auto& [token, count] : a)
        pairs[token].first = count;
    for (const auto& [token, count] : b)
        pairs[token].second = count;
    std::vector<Pair> values;
    for (const auto& [token, pair] : pairs)
        values.push_back(pair);
    return jensen_shannon(shares_of(values));
}

double vocabulary_coverage(const WordSequences& sample, const WordFrequencies& corpus) {
    std::int64_t met = 0;
    for (const auto& [token, count] : word_counts(sample))
        met += corpus.rank(token) >= 0;
    return percent(met, static_cast<std::int64_t>(corpus.size()));
}

} // namespace overdamp
