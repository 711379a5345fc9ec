// SPDX-License-Identifier: GPL-3.0-or-later
// Byte-pair encoding: parts of a text, bytes as printable characters, and merges by rank.
#include "core/language/byte_pair.h"

#include "core/language/byte_pair_tables.h"
#include "core/language/corpus.h"
#include "core/language/unicode_classes.h"
#include "core/settings/text.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <queue>
#include <stdexcept>
#include <unordered_map>

namespace overdamp {

namespace {

enum class Kind { letter, number, space, symbol };

Kind kind_of(char32_t point) {
    return is_unicode_letter(point) ? Kind::letter : is_unicode_number(point) ? Kind::number : is_unicode_space(point) ? Kind::space : Kind::symbol;
}

/// Length of the run of characters of this kind at the start of `text`.
std::size_t run_length(std::string_view text, Kind kind) {
    std::size_t length = 0;
    while (length < text.size()) {
        const CodePoint next = first_code_point(text.substr(length));
        if (kind_of(next.point) != kind)
            break;
        length += next.length;
    }
    return length;
}

/// Length of the white space at the start of `text` that is a part: all but the last character where something follows.
std::size_t space_length(std::string_view text) {
    const std::size_t run = run_length(text, Kind::space);
    if (run == text.size())
        return run;
    std::size_t last = run - 1;
    while ((static_cast<unsigned char>(text[last]) & 0xC0) == 0x80)
        --last;
    return last == 0 ? run : last;
}

std::size_t part_length(std::string_view text) {
    for (const std::string_view contraction : {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"})
        if (text.starts_with(contraction))
            return contraction.size();
    const std::size_t space = text.front() == ' ' && text.size() > 1 ? 1 : 0;
    const Kind kind = kind_of(first_code_point(text.substr(space)).point);
    return kind == Kind::space ? space_length(text) : space + run_length(text.substr(space), kind);
}

class BytePairTokenizer : public TextTokenizer {
  public:
    explicit BytePairTokenizer(BytePairTables tables) : tables_(std::move(tables)), bytes_(static_cast<std::size_t>(tables_.vocabulary)) {
        std::unordered_map<std::string, Token> tokens;
        for (const auto& [name, token] : tables_.tokens) {
            const auto bytes = bytes_of_name(name);
            bytes_[static_cast<std::size_t>(token)] = bytes.value_or(name);
            if (bytes && token != tables_.end)
                tokens.emplace(*bytes, token);
        }
        for (int byte = 0; byte < 256; ++byte) {
            const auto found = tokens.find(std::string(1, static_cast<char>(byte)));
            if (found == tokens.end())
                throw CorpusError("has no token for the byte " + std::to_string(byte));
            byte_tokens_[static_cast<std::size_t>(byte)] = found->second;
        }
        for (const auto& [left, right] : tables_.merges) {
            const Token first = tables_.tokens.at(left), second = tables_.tokens.at(right), result = tables_.tokens.at(left + right);
            if (result == tables_.end)
                throw CorpusError("merges bytes to the end token");
            merges_.emplace(key(first, second), Merge{static_cast<std::int64_t>(merges_.size()), result});
        }
    }

    std::int64_t vocabulary() const override { return tables_.vocabulary; }
    Token end_token() const override { return tables_.end; }
    Token unknown_token() const override { return -1; }

    std::vector<Token> encode(std::string_view text) const override {
        std::vector<Token> tokens;
        for (const std::string_view part : split_gpt2(text))
            append_merged(part, tokens);
        return tokens;
    }

    std::string decode(std::span<const Token> tokens) const override {
        std::string bytes;
        for (const Token token : tokens) {
            if (token < 0 || token >= vocabulary())
                throw std::out_of_range("token " + std::to_string(token) + " is not in the vocabulary");
            if (token != end_token())
                bytes += bytes_[static_cast<std::size_t>(token)];
        }
        std::string text;
        for (std::size_t i = 0, length = 0; i < bytes.size(); i += std::max<std::size_t>(length, 1)) {
            length = utf8_sequence_length(std::string_view(bytes).substr(i));
            text += length > 0 ? std::string_view(bytes).substr(i, length) : "\xEF\xBF\xBD";
        }
        return text;
    }

    nlohmann::json to_json() const override {
        nlohmann::json merges = nlohmann::json::array();
        for (const auto& [left, right] : tables_.merges)
            merges.push_back(left + ' ' + right);
        return {{"kind", "byte_pair"}, {"vocabulary", tables_.vocabulary}, {"end", tables_.end}, {"tokens", tables_.tokens}, {"merges", merges}};
    }

  private:
    struct Merge {
        std::int64_t rank;
        Token result;
    };
    struct Symbol {
        Token token; ///< -1 once it has been merged into the one before it
        std::size_t previous, next;
    };
    /// A merge that was possible when it was noted; the one of lowest rank, and the leftmost of these, comes first.
    struct Candidate {
        std::int64_t rank;
        std::size_t place;
        Token left, right, result;
        bool operator<(const Candidate& other) const { return std::pair(rank, place) > std::pair(other.rank, other.place); }
    };

    static std::uint64_t key(Token left, Token right) { return static_cast<std::uint64_t>(left) << 32 | static_cast<std::uint64_t>(right); }

    void append_merged(std::string_view part, std::vector<Token>& tokens) const {
        std::vector<Symbol> symbols(part.size());
        for (std::size_t i = 0; i < part.size(); ++i)
            symbols[i] = {byte_tokens_[static_cast<unsigned char>(part[i])], i - 1, i + 1};
        std::priority_queue<Candidate> candidates;
        const auto note = [&](std::size_t place) {
            if (place >= symbols.size() || symbols[place].next >= symbols.size())
                return;
            const Token left = symbols[place].token, right = symbols[symbols[place].next].token;
            if (const auto merge = merges_.find(key(left, right)); merge != merges_.end())
                candidates.push({merge->second.rank, place, left, right, merge->second.result});
        };
        for (std::size_t i = 0; i < symbols.size(); ++i)
            note(i);
        while (!candidates.empty()) {
            const Candidate best = candidates.top();
            candidates.pop();
            Symbol& left = symbols[best.place];
            if (left.token != best.left || left.next >= symbols.size() || symbols[left.next].token != best.right)
                continue;
            left.token = best.result;
            symbols[left.next].token = -1;
            left.next = symbols[left.next].next;
            if (left.next < symbols.size())
                symbols[left.next].previous = best.place;
            note(left.previous);
            note(best.place);
        }
        for (const Symbol& symbol : symbols)
            if (symbol.token >= 0)
                tokens.push_back(symbol.token);
    }

    BytePairTables tables_;
    std::vector<std::string> bytes_; ///< of each token
    std::array<Token, 256> byte_tokens_{};
    std::unordered_map<std::uint64_t, Merge> merges_;
};

} // namespace

std::vector<std::string_view> split_gpt2(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t length = part_length(text);
        parts.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return parts;
}

std::unique_ptr<TextTokenizer> load_byte_pair_tokenizer(const std::filesystem::path& folder) {
    BytePairTables tables = read_byte_pair_tables(folder);
    try {
        return std::make_unique<BytePairTokenizer>(std::move(tables));
    } catch (const CorpusError& error) {
        throw CorpusError(folder.string() + ": the tokenizer " + error.what());
    }
}

std::unique_ptr<TextTokenizer> byte_pair_from_json(const nlohmann::json& json) {
    try {
        return std::make_unique<BytePairTokenizer>(parse_byte_pair_tables(json));
    } catch (const CorpusError& error) {
        throw CorpusError(std::string("tokenizer: ") + error.what());
    }
}

} // namespace overdamp
