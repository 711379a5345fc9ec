// SPDX-License-Identifier: GPL-3.0-or-later
// The word rule: how text is cut into words and punctuation marks, for the word tokenizer and for every measure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace overdamp {

/// Lower-cased words and punctuation marks of UTF-8 text. A word is a run of letters and digits, with apostrophes inside it
/// ("don't"); every other character that is not white space stands alone, as does every CJK ideograph.
/// Invalid bytes count as white space.
std::vector<std::string> split_words(std::string_view text);

/// True if `token`, one of split_words(), is a word and not a punctuation mark.
bool is_word(std::string_view token);

/// Word and punctuation frequencies of the training split, most frequent first; ties in the order of the strings.
class WordFrequencies {
  public:
    WordFrequencies() = default;
    explicit WordFrequencies(const std::vector<std::string>& documents);

    std::size_t size() const { return words_.size(); }
    const std::string& word(std::size_t rank) const { return words_[rank]; }
    std::int64_t count(std::size_t rank) const { return counts_[rank]; }
    std::int64_t total() const { return total_; }
    /// Rank of the token, 0 for the most frequent; -1 if it does not occur.
    std::int64_t rank(const std::string& token) const;

  private:
    std::vector<std::string> words_;
    std::vector<std::int64_t> counts_;
    std::unordered_map<std::string, std::int64_t> ranks_;
    std::int64_t total_ = 0;
};

} // namespace overdamp
