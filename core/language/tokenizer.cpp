// SPDX-License-Identifier: GPL-3.0-or-later
// The word and the byte tokenizer, and the mask token.
#include "core/language/tokenizer.h"

#include "core/language/byte_pair.h"
#include "core/language/corpus.h"
#include "core/language/sentencepiece.h"
#include "core/language/word_piece.h"
#include "core/language/words.h"
#include "core/settings/knobs.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unordered_map>

namespace overdamp {

namespace {

template <std::size_t n> bool contains(const std::array<std::string_view, n>& tokens, std::string_view token) {
    return std::ranges::find(tokens, token) != tokens.end();
}

bool closes(std::string_view token) {
    static constexpr std::array<std::string_view, 14> closing{".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "…", "”", "»", "/"};
    return contains(closing, token);
}

bool opens(std::string_view token) {
    static constexpr std::array<std::string_view, 8> opening{"(", "[", "{", "$", "#", "“", "«", "/"};
    return contains(opening, token);
}

/// True for characters of scripts that are written without spaces, with their punctuation (U+3000 to U+D7FF and U+F900 to U+FFEF but for letters).
bool is_spaceless(std::string_view token) {
    const auto lead = static_cast<unsigned char>(token.front());
    const bool wide = (lead >= 0xE3 && lead <= 0xED) || (lead == 0xEF && static_cast<unsigned char>(token[1]) >= 0xA4) || lead == 0xF0;
    return wide && split_words(std::string(token) + std::string(token)).size() == 2;
}

/// Joins word-rule tokens to text that splits into the same tokens again, with the spaces that a reader expects.
class Typesetter {
  public:
    void add(std::string_view token) {
        const bool quote = token == "\"";
        const bool closing_quote = quote && quote_open_;
        const bool spaceless = is_spaceless(token);
        const bool dash = token == "-" && last_ == "-";
        if (!text_.empty() && !glued_ && !closing_quote && !closes(token) && !(spaceless_ && spaceless) && !dash)
            text_ += ' ';
        text_ += token;
        quote_open_ = quote != quote_open_;
        glued_ = opens(token) || (quote && quote_open_);
        spaceless_ = spaceless;
        last_ = token;
    }

    /// The next quotation mark is an opening one.
    void end_document() { quote_open_ = false; }

    std::string take() { return std::move(text_); }

  private:
    std::string text_;
    std::string_view last_;
    bool glued_ = false;
    bool spaceless_ = false;
    bool quote_open_ = false;
};

class WordTokenizer : public TextTokenizer {
  public:
    /// `words` are the tokens from first_word on.
    explicit WordTokenizer(std::vector<std::string> words) : words_(std::move(words)) {
        for (std::size_t i = 0; i < words_.size(); ++i)
            tokens_.emplace(words_[i], first_word + static_cast<Token>(i));
    }

    std::int64_t vocabulary() const override { return first_word + static_cast<std::int64_t>(words_.size()); }
    Token end_token() const override { return 0; }
    Token unknown_token() const override { return 1; }

    std::vector<Token> encode(std::string_view text) const override {
        std::vector<Token> tokens;
        for (const std::string& word : split_words(text)) {
            const auto found = tokens_.find(word);
            tokens.push_back(found == tokens_.end() ? unknown_token() : found->second);
        }
        return tokens;
    }

    std::string decode(std::span<const Token> tokens) const override {
        Typesetter typesetter;
        for (const Token token : tokens)
            if (token == end_token())
                typesetter.end_document();
            else if (token == unknown_token())
                typesetter.add("<unk>");
            else
                typesetter.add(words_.at(static_cast<std::size_t>(token - first_word)));
        return typesetter.take();
    }

    nlohmann::json to_json() const override { return {{"kind", "word"}, {"words", words_}}; }

  private:
    static constexpr Token first_word = 2;

    std::vector<std::string> words_;
    std::unordered_map<std::string, Token> tokens_;
};

class ByteTokenizer : public TextTokenizer {
  public:
    std::int64_t vocabulary() const override { return 257; }
    Token end_token() const override { return 256; }
    Token unknown_token() const override { return -1; }

    std::vector<Token> encode(std::string_view text) const override {
        std::vector<Token> tokens(text.size());
        std::ranges::transform(text, tokens.begin(), [](char byte) { return static_cast<Token>(static_cast<unsigned char>(byte)); });
        return tokens;
    }

    std::string decode(std::span<const Token> tokens) const override {
        std::string text;
        for (const Token token : tokens) {
            if (token < 0 || token > end_token())
                throw std::out_of_range("token " + std::to_string(token) + " is not a byte");
            // A line break keeps the words of two documents apart.
            text += token == end_token() ? '\n' : static_cast<char>(token);
        }
        return text;
    }

    nlohmann::json to_json() const override { return {{"kind", "byte"}}; }
};

/// Another tokenizer and one token more.
class MaskTokenizer : public TextTokenizer {
  public:
    explicit MaskTokenizer(std::shared_ptr<const TextTokenizer> inner) : inner_(std::move(inner)) {}

    std::int64_t vocabulary() const override { return inner_->vocabulary() + 1; }
    Token end_token() const override { return inner_->end_token(); }
    Token unknown_token() const override { return inner_->unknown_token(); }
    Token mask_token() const override { return inner_->vocabulary(); }
    std::vector<Token> encode(std::string_view text) const override { return inner_->encode(text); }

    std::string decode(std::span<const Token> tokens) const override {
        std::vector<Token> visible;
        std::ranges::remove_copy(tokens, std::back_inserter(visible), mask_token());
        return inner_->decode(visible);
    }

    nlohmann::json to_json() const override { return {{"kind", "mask"}, {"tokenizer", inner_->to_json()}}; }

  private:
    std::shared_ptr<const TextTokenizer> inner_;
};

/// The words of a word tokenizer's JSON, each of them checked.
std::vector<std::string> words_from(const nlohmann::json& json) {
    const auto found = json.find("words");
    if (found == json.end() || !found->is_array() || found->empty())
        throw CorpusError("tokenizer: words: expected a list of words");
    const auto most = static_cast<std::size_t>(find_knob("language.vocabulary").maximum) - 2;
    if (found->size() > most)
        throw CorpusError("tokenizer: words: has " + std::to_string(found->size()) + " entries; expected at most " + std::to_string(most));
    std::vector<std::string> words;
    std::unordered_map<std::string, std::size_t> seen;
    for (const nlohmann::json& entry : *found) {
        const std::string place = "tokenizer: words: entry " + std::to_string(words.size());
        if (!entry.is_string())
            throw CorpusError(place + " is no text");
        const auto& word = entry.get_ref<const std::string&>();
        if (split_words(word) != std::vector{word})
            throw CorpusError(place + " is not one lower-case word or punctuation mark");
        if (const auto [earlier, is_new] = seen.emplace(word, words.size()); !is_new)
            throw CorpusError(place + ", \"" + word + "\", repeats entry " + std::to_string(earlier->second));
        words.push_back(word);
    }
    return words;
}

} // namespace

std::unique_ptr<TextTokenizer> make_word_tokenizer(const std::vector<std::string>& documents, std::int64_t vocabulary) {
    const WordFrequencies frequencies(documents);
    const auto count = std::min(frequencies.size(), static_cast<std::size_t>(std::max<std::int64_t>(vocabulary - 2, 0)));
    std::vector<std::string> words;
    words.reserve(count);
    for (std::size_t rank = 0; rank < count; ++rank)
        words.push_back(frequencies.word(rank));
    return std::make_unique<WordTokenizer>(std::move(words));
}

std::unique_ptr<TextTokenizer> make_byte_tokenizer() { return std::make_unique<ByteTokenizer>(); }

std::unique_ptr<TextTokenizer> add_mask_token(std::shared_ptr<const TextTokenizer> tokenizer) {
    return std::make_unique<MaskTokenizer>(std::move(tokenizer));
}

std::unique_ptr<TextTokenizer> tokenizer_from_json(const nlohmann::json& json) {
    const auto kind = json.is_object() ? json.find("kind") : json.end();
    if (kind == json.end() || !kind->is_string())
        throw CorpusError("tokenizer: expected an object with a kind: word, byte, sentencepiece, byte_pair or word_piece");
    if (*kind == "byte")
        return make_byte_tokenizer();
    if (*kind == "word")
        return std::make_unique<WordTokenizer>(words_from(json));
    if (*kind == "sentencepiece")
        return sentencepiece_from_json(json);
    if (*kind == "byte_pair")
        return byte_pair_from_json(json);
    if (*kind == "word_piece")
        return word_piece_from_json(json);
    if (*kind == "mask") {
        const nlohmann::json inner = json.value("tokenizer", nlohmann::json());
        if (inner.is_object() && inner.value("kind", nlohmann::json()) == "mask")
            throw CorpusError("tokenizer: has a second mask token");
        return add_mask_token(tokenizer_from_json(inner));
    }
    throw CorpusError("tokenizer: kind " + kind->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) +
                      " is unknown; expected word, byte, sentencepiece, byte_pair or word_piece");
}

} // namespace overdamp
