// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/word_piece.h"

#include "core/language/bert_characters.h"
#include "core/language/corpus.h"
#include "core/language/unicode_classes.h"
#include "core/settings/text.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unordered_map>

namespace overdamp {

namespace {

constexpr std::string_view continuing = "##";
/// Shown to nobody.
constexpr std::array<std::string_view, 4> silent_pieces{"[PAD]", "[CLS]", separator_piece, mask_piece};

std::u32string normalised(char32_t point, const BertNormalisation& normalisation) {
    if (normalisation.clean && is_bert_removed(point))
        return {};
    std::u32string text(1, normalisation.clean && is_bert_made_space(point) ? U' ' : point);
    if (normalisation.strip_accents)
        text = bert_without_accents(text.front());
    std::u32string result;
    for (const char32_t part : text)
        result += normalisation.lower_case ? bert_lower_case(part) : std::u32string(1, part);
    return normalisation.ideographs && is_bert_ideograph(point) ? U' ' + result + U' ' : result;
}

/// Lets std::string keys be found by std::string_view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using PieceMap = std::unordered_map<std::string, Token, TextHash, std::equal_to<>>;

void replace_all(std::string& text, std::string_view before, std::string_view after) {
    std::string result;
    for (std::size_t begin = 0;;) {
        const std::size_t found = text.find(before, begin);
        result.append(text, begin, found - begin);
        if (found == std::string::npos)
            break;
        result += after;
        begin = found + before.size();
    }
    text = std::move(result);
}

/// English punctuation moves to its word, as in transformers' clean_up_tokenization.
void clean_up(std::string& text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> moves{{{" .", "."}, {" ?", "?"}, {" !", "!"}, {" ,", ","},
                                                                                          {" ' ", "'"}, {" n't", "n't"}, {" 'm", "'m"},
                                                                                          {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}}};
    for (const auto& [before, after] : moves)
        replace_all(text, before, after);
}

class WordPieceTokenizer : public TextTokenizer {
  public:
    explicit WordPieceTokenizer(WordPieceTables tables) : tables_(std::move(tables)), names_(static_cast<std::size_t>(tables_.vocabulary)) {
        for (const auto& [name, token] : tables_.tokens) {
            if (std::ranges::find(silent_pieces, name) != silent_pieces.end())
                continue;
            names_[static_cast<std::size_t>(token)] = name;
            const bool continues = name.starts_with(continuing);
            (continues ? continuing_ : first_).emplace(name.substr(continues ? continuing.size() : 0), token);
            longest_piece_ = std::max(longest_piece_, name.size());
        }
        end_ = tables_.tokens.at(separator_piece);
        unknown_ = tables_.tokens.at(unknown_piece);
        mask_ = tables_.tokens.at(mask_piece);
    }

    std::int64_t vocabulary() const override { return tables_.vocabulary; }
    Token end_token() const override { return end_; }
    Token unknown_token() const override { return unknown_; }
    Token mask_token() const override { return mask_; }

    std::vector<Token> encode(std::string_view text) const override {
        std::vector<Token> tokens;
        for (const std::string& word : split_bert(text, tables_.normalisation))
            append_pieces(word, tokens);
        return tokens;
    }

    std::string decode(std::span<const Token> tokens) const override {
        std::string text;
        for (const Token token : tokens) {
            if (token < 0 || token >= vocabulary())
                throw std::out_of_range("token " + std::to_string(token) + " is not in the vocabulary");
            const std::string& name = names_[static_cast<std::size_t>(token)];
            if (name.empty())
                continue;
            if (name.starts_with(continuing))
                text += std::string_view(name).substr(continuing.size());
            else
                text += (text.empty() ? "" : " ") + name;
        }
        clean_up(text);
        return text;
    }

    nlohmann::json to_json() const override {
        nlohmann::json json = word_piece_json(tables_);
        json["kind"] = "word_piece";
        return json;
    }

  private:
    /// The longest piece that fits, again and again; the whole word is unknown if one is missing.
    void append_pieces(std::string_view word, std::vector<Token>& tokens) const {
        const auto starts_character = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
        const std::size_t before = tokens.size();
        bool known = std::ranges::count_if(word, starts_character) <= tables_.longest_word;
        for (const PieceMap* pieces = &first_; known && !word.empty(); pieces = &continuing_) {
            std::size_t length = std::min(word.size(), longest_piece_);
            auto found = pieces->end();
            for (; length > 0 && found == pieces->end(); --length)
                if (length == word.size() || starts_character(word[length]))
                    found = pieces->find(word.substr(0, length));
            known = found != pieces->end();
            if (known) {
                tokens.push_back(found->second);
                word.remove_prefix(found->first.size());
            }
        }
        if (!known) {
            tokens.resize(before);
            tokens.push_back(unknown_);
        }
    }

    WordPieceTables tables_;
    std::vector<std::string> names_; ///< of each token; empty for those that are not shown
    PieceMap first_, continuing_;    ///< pieces at the start of a word, and those after it, without ##
    std::size_t longest_piece_ = 0;  ///< bytes
    Token end_ = 0, unknown_ = 0, mask_ = 0;
};

} // namespace

std::vector<std::string> split_bert(std::string_view text, const BertNormalisation& normalisation) {
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty())
            words.push_back(std::exchange(word, {}));
    };
    while (!text.empty()) {
        const CodePoint next = first_code_point(text);
        text.remove_prefix(next.length);
        for (const char32_t point : normalised(next.point, normalisation)) {
            const bool alone = is_bert_punctuation(point);
            if (alone || is_unicode_space(point))
                end_word();
            if (!is_unicode_space(point))
                append_utf8(word, point);
            if (alone)
                end_word();
        }
    }
    end_word();
    return words;
}

std::unique_ptr<TextTokenizer> load_word_piece_tokenizer(const std::filesystem::path& folder) {
    return std::make_unique<WordPieceTokenizer>(read_word_piece_tables(folder));
}

std::unique_ptr<TextTokenizer> word_piece_from_json(const nlohmann::json& json) {
    try {
        return std::make_unique<WordPieceTokenizer>(parse_word_piece_tables(json));
    } catch (const CorpusError& error) {
        throw CorpusError(std::string("tokenizer: ") + error.what());
    }
}

} // namespace overdamp
