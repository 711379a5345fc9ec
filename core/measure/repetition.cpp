// SPDX-License-Identifier: GPL-3.0-or-later
// n-grams and repeated runs.
#include "core/measure/repetition.h"

#include <algorithm>
#include <set>
#include <span>
#include <unordered_map>

namespace overdamp {

namespace {

using Numbers = std::vector<std::size_t>;

/// The sequences with every distinct token as a number.
std::vector<Numbers> numbered(const WordSequences& sample) {
    std::unordered_map<std::string, std::size_t> numbers;
    std::vector<Numbers> result;
    for (const auto& sequence : sample) {
        Numbers& row = result.emplace_back();
        for (const std::string& token : sequence)
            row.push_back(numbers.try_emplace(token, numbers.size()).first->second);
    }
    return result;
}

std::size_t ngram_count(const Numbers& sequence, std::size_t n) { return n > 0 && sequence.size() >= n ? sequence.size() - n + 1 : 0; }

void insert_ngrams(std::set<Numbers>& ngrams, const Numbers& sequence, std::size_t n) {
    for (std::size_t i = 0; i < ngram_count(sequence, n); ++i) {
        const auto ngram = std::span(sequence).subspan(i, n);
        ngrams.emplace(ngram.begin(), ngram.end());
    }
}

/// Compares the sequence with itself shifted by every distance, in time quadratic in its length.
std::size_t longest_repeat_of(const Numbers& sequence) {
    std::size_t longest = 0;
    for (std::size_t shift = 1; shift + longest < sequence.size(); ++shift) {
        std::size_t run = 0;
        for (std::size_t i = 0; i + shift < sequence.size(); ++i) {
            run = sequence[i] == sequence[i + shift] ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    }
    return longest;
}

/// NaN for 0 of 0.
double ratio(std::size_t part, std::size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

} // namespace

double distinct_n(const WordSequences& sample, std::size_t n) {
    std::set<Numbers> distinct;
    std::size_t total = 0;
    for (const Numbers& sequence : numbered(sample)) {
        insert_ngrams(distinct, sequence, n);
        total += ngram_count(sequence, n);
    }
    return ratio(distinct.size(), total);
}

double repeated_4grams(const WordSequences& sample) {
    std::size_t repeated = 0, total = 0;
    for (const Numbers& sequence : numbered(sample)) {
        std::set<Numbers> distinct;
        insert_ngrams(distinct, sequence, 4);
        repeated += ngram_count(sequence, 4) - distinct.size();
        total += ngram_count(sequence, 4);
    }
    return 100 * ratio(repeated, total);
}

double longest_repeat(const WordSequences& sample) {
    std::size_t sum = 0;
    for (const Numbers& sequence : numbered(sample))
        sum += longest_repeat_of(sequence);
    return ratio(sum, sample.size());
}

} // namespace overdamp
