// SPDX-License-Identifier: GPL-3.0-or-later
// The synthetic language: made-up words, distinct sentences, exact counts.
#include "core/language/synthetic.h"

#include "core/settings/random_stream.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace overdamp {

namespace {

constexpr std::string_view consonants = "bdfgklmnprstvz";
constexpr std::string_view vowels = "aeiou";
constexpr auto syllables = static_cast<std::int64_t>(consonants.size() * vowels.size());

/// `count` different words of equal length, of two or more syllables: "bado", "kelu".
std::vector<std::string> made_up_words(std::int64_t count) {
    std::int64_t space = syllables * syllables;
    while (space < count)
        space *= syllables;
    // A prime that shares no factor with 70, so that the words are spread over the space and all differ.
    constexpr std::int64_t stride = 1657;
    std::vector<std::string> words;
    for (std::int64_t i = 0; i < count; ++i) {
        std::string word;
        std::int64_t number = (i + 1) * stride % space;
        for (std::int64_t rest = space; rest > 1; rest /= syllables, number /= syllables) {
            const auto syllable = static_cast<std::size_t>(number % syllables);
            word += consonants[syllable / vowels.size()];
            word += vowels[syllable % vowels.size()];
        }
        words.push_back(std::move(word));
    }
    return words;
}

std::vector<double> zipf_weights(std::int64_t count, double exponent) {
    std::vector<double> weights(static_cast<std::size_t>(count));
    for (std::size_t k = 0; k < weights.size(); ++k)
        weights[k] = std::pow(static_cast<double>(k + 1), -exponent);
    return weights;
}

/// Word numbers of distinct sentences. A repeated sentence changes single words until it is new.
std::vector<std::vector<std::int64_t>> distinct_sentences(std::int64_t count, std::int64_t length, std::int64_t words, std::mt19937_64& stream) {
    std::vector<double> cumulative = zipf_weights(words, 1);
    std::partial_sum(cumulative.begin(), cumulative.end(), cumulative.begin());
    const auto zipf_word = [&] {
        const auto found = std::ranges::upper_bound(cumulative, uniform(stream) * cumulative.back());
        return std::min<std::int64_t>(found - cumulative.begin(), words - 1);
    };
    std::vector<std::vector<std::int64_t>> sentences;
    std::set<std::vector<std::int64_t>> seen;
    while (std::ssize(sentences) < count) {
        std::vector<std::int64_t> sentence(static_cast<std::size_t>(length));
        std::ranges::generate(sentence, zipf_word);
        while (!seen.insert(sentence).second)
            sentence[static_cast<std::size_t>(uniform_below(stream, length))] = uniform_below(stream, words);
        sentences.push_back(std::move(sentence));
    }
    return sentences;
}

/// Whole numbers ≥ 1 that sum to `total`, proportional to the falling `weights` as closely as that allows (largest remainders).
std::vector<std::int64_t> apportion(const std::vector<double>& weights, std::int64_t total) {
    const auto size = std::ssize(weights);
    double weight = std::accumulate(weights.begin(), weights.end(), 0.0);
    auto shared = size; // the entries behind these have a quota below 1 and get 1
    const auto quota = [&](std::ptrdiff_t k) {
        return static_cast<double>(total - (size - shared)) * (weights[static_cast<std::size_t>(k)] / weight);
    };
    while (shared > 1 && quota(shared - 1) < 1)
        weight -= weights[static_cast<std::size_t>(--shared)];
    std::vector<std::int64_t> counts(weights.size(), 1);
    std::vector<std::pair<double, std::size_t>> remainders;
    std::int64_t rest = total - (size - shared);
    for (std::ptrdiff_t k = 0; k < shared; ++k) {
        const auto i = static_cast<std::size_t>(k);
        counts[i] = std::max<std::int64_t>(1, static_cast<std::int64_t>(quota(k)));
        remainders.emplace_back(static_cast<double>(counts[i]) - quota(k), i);
        rest -= counts[i];
    }
    std::ranges::sort(remainders);
    for (std::size_t i = 0; rest > 0; i = (i + 1) % remainders.size(), --rest)
        ++counts[remainders[i].second];
    for (std::size_t i = 0; rest < 0; ++i, ++rest)
        --counts[i]; // rounding in the quotas gave one too many; the largest can spare it
    return counts;
}

void shuffle(std::vector<std::string>& documents, std::mt19937_64& stream) {
    for (std::int64_t i = std::ssize(documents) - 1; i > 0; --i)
        std::swap(documents[static_cast<std::size_t>(i)], documents[static_cast<std::size_t>(uniform_below(stream, i + 1))]);
}

void check_arguments(std::int64_t sentences, std::int64_t length, std::int64_t words, double zipf, std::int64_t documents) {
    if (sentences < 1 || length < 1 || words < 1 || !std::isfinite(zipf) || zipf < 0)
        throw CorpusError("the synthetic language needs at least one sentence, of at least one word, and a finite Zipf exponent of 0 or more");
    if (documents < sentences)
        throw CorpusError(std::to_string(sentences) + " sentences do not fit into " + std::to_string(documents) + " documents");
    if (const double possible = std::pow(static_cast<double>(words), static_cast<double>(length)); possible < static_cast<double>(sentences))
        throw CorpusError(std::to_string(words) + " words make only " + std::to_string(static_cast<std::int64_t>(possible)) +
                          " sentences of length " + std::to_string(length) + ", not " + std::to_string(sentences) +
                          "; lower language.synthetic_sentences, or raise language.synthetic_length or language.vocabulary");
}

} // namespace

std::int64_t SyntheticLanguage::documents() const { return std::accumulate(counts.begin(), counts.end(), std::int64_t{0}); }

std::vector<double> SyntheticLanguage::probabilities() const {
    const auto total = static_cast<double>(documents());
    std::vector<double> result;
    for (const std::int64_t count : counts)
        result.push_back(static_cast<double>(count) / total);
    return result;
}

std::string SyntheticLanguage::text(std::size_t k) const {
    std::string text;
    for (const std::string& word : sentences[k])
        text += (text.empty() ? "" : " ") + word;
    return text;
}

double SyntheticLanguage::entropy() const {
    double sum = 0;
    for (const double probability : probabilities())
        sum -= probability * std::log(probability);
    return sum;
}

Corpus SyntheticLanguage::corpus() const {
    Corpus corpus;
    for (std::size_t k = 0; k < sentences.size(); ++k) {
        corpus.training.insert(corpus.training.end(), static_cast<std::size_t>(counts[k]), text(k));
        const auto share = std::max<std::int64_t>(1, std::llround(0.05 * static_cast<double>(counts[k])));
        corpus.held_out.insert(corpus.held_out.end(), static_cast<std::size_t>(share), text(k));
    }
    std::mt19937_64 stream(seed);
    shuffle(corpus.training, stream);
    shuffle(corpus.held_out, stream);
    return corpus;
}

SyntheticLanguage make_synthetic_language(std::int64_t sentences, std::int64_t length, std::int64_t words, double zipf, std::int64_t documents,
                                          std::uint64_t seed) {
    check_arguments(sentences, length, words, zipf, documents);
    const std::vector<std::string> dictionary = made_up_words(words);
    std::mt19937_64 stream(seed);
    SyntheticLanguage language{.sentences = {}, .counts = apportion(zipf_weights(sentences, zipf), documents), .seed = seed};
    for (const auto& numbers : distinct_sentences(sentences, length, words, stream)) {
        std::vector<std::string>& sentence = language.sentences.emplace_back();
        for (const std::int64_t number : numbers)
            sentence.push_back(dictionary[static_cast<std::size_t>(number)]);
    }
    return language;
}

} // namespace overdamp
