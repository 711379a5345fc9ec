// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/corpus_facts.h"

#include "core/language/corpus.h"
#include "core/language/corpus_files.h"
#include "core/language/words.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace overdamp {

namespace {

constexpr std::size_t shown_words = 10;
constexpr double share_of_reading = 0.2; // what reading the files takes of the time, about

/// Counts the words of documents, and tells how far it is.
class WordCount {
  public:
    WordCount(const CorpusProgress& report, const Corpus& corpus) : report_(report) {
        for (const auto* documents : {&corpus.training, &corpus.held_out})
            for (const std::string& document : *documents)
                bytes_ += document.size();
    }

    void add(const std::string& document, std::unordered_map<std::string, std::int64_t>* counts, std::int64_t& total) {
        for (std::string& word : split_words(document)) {
            ++total;
            if (counts)
                ++(*counts)[std::move(word)];
        }
        done_ += document.size();
        constexpr std::size_t between_reports = 1 << 18;
        if (report_ && done_ > reported_ + between_reports) {
            reported_ = done_;
            if (!report_(share_of_reading + (1 - share_of_reading) * static_cast<double>(done_) / static_cast<double>(bytes_)))
                throw CorpusCancelled();
        }
    }

  private:
    const CorpusProgress& report_;
    std::size_t bytes_ = 0, done_ = 0, reported_ = 0;
};

using CountedWord = std::pair<std::string_view, std::int64_t>;

/// The most frequent first; ties in the order of the strings.
std::vector<CountedWord> by_frequency(const std::unordered_map<std::string, std::int64_t>& counts) {
    std::vector<CountedWord> words(counts.begin(), counts.end());
    std::ranges::sort(words, [](const CountedWord& a, const CountedWord& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    return words;
}

double percent(std::int64_t part, std::int64_t whole) { return whole > 0 ? 100 * static_cast<double>(part) / static_cast<double>(whole) : 0; }

/// Tokens of the training stream: those of the documents, with an end token before and behind each.
std::optional<std::int64_t> token_count(const Knobs& knobs, const Corpus& corpus, std::int64_t words) {
    const auto ends = static_cast<std::int64_t>(corpus.training.size()) + 1;
    if (knobs.language.tokenizer == Tokenizer::word)
        return words + ends;
    if (knobs.language.tokenizer != Tokenizer::byte)
        return std::nullopt;
    std::int64_t bytes = 0;
    for (const std::string& document : corpus.training)
        bytes += static_cast<std::int64_t>(document.size());
    return bytes + ends;
}

std::int64_t model_vocabulary(const Knobs& knobs, std::int64_t different_words) {
    constexpr std::int64_t byte_values = 256;
    const std::int64_t mask = knobs.model.kind == ModelKind::bert && knobs.language.tokenizer != Tokenizer::checkpoint ? 1 : 0;
    switch (knobs.language.tokenizer) {
    case Tokenizer::word:
        return std::min(knobs.language.vocabulary, different_words + 2) + mask; // with <unk> and the end token
    case Tokenizer::byte:
        return byte_values + 1 + mask;
    default:
        return knobs.language.vocabulary + mask;
    }
}

} // namespace

CorpusFacts read_corpus_facts(const Knobs& knobs, const CorpusProgress& report) {
    CorpusFacts facts{.corpus = knobs.language.corpus, .frequent = {}, .tokens = {}};
    for (const std::filesystem::path& file : corpus_files(knobs.language.corpus)) {
        ++facts.files;
        facts.bytes += std::filesystem::file_size(file);
    }
    if (report && !report(0))
        throw CorpusCancelled();
    const Corpus corpus = load_corpus(knobs.language.corpus, knobs.language.tokenizer != Tokenizer::byte);
    facts.documents = static_cast<std::int64_t>(corpus.training.size() + corpus.held_out.size());
    std::unordered_map<std::string, std::int64_t> counts;
    WordCount counter(report, corpus);
    for (const std::string& document : corpus.training)
        counter.add(document, &counts, facts.words);
    for (const std::string& document : corpus.held_out)
        counter.add(document, nullptr, facts.held_out_words);
    const std::vector<CountedWord> words = by_frequency(counts);
    facts.different_words = std::ssize(words);
    for (const auto& [text, count] : std::span(words).first(std::min(words.size(), shown_words)))
        facts.frequent.push_back({.text = std::string(text), .count = count, .share = percent(count, facts.words)});
    facts.vocabulary = model_vocabulary(knobs, facts.different_words);
    facts.tokens = token_count(knobs, corpus, facts.words);
    if (knobs.language.tokenizer == Tokenizer::word) {
        const auto known = static_cast<std::size_t>(std::min(knobs.language.vocabulary - 2, facts.different_words));
        std::int64_t covered = 0;
        for (const auto& [text, count] : std::span(words).first(known))
            covered += count;
        facts.covered = percent(covered, facts.words);
    }
    return facts;
}

} // namespace overdamp
