// SPDX-License-Identifier: GPL-3.0-or-later
// Readers of vocab.txt, tokenizer_config.json and tokenizer.json as BERT has them. They trust nothing that they find.
#include "core/language/word_piece_tables.h"

#include "core/language/tokenizer_files.h"
#include "core/settings/text.h"

#include <algorithm>
#include <array>

namespace overdamp {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* bert = "BERT";
constexpr std::int64_t longest_possible_word = 10'000;

/// The switches by their names in a run's JSON.
constexpr std::array<std::pair<const char*, bool BertNormalisation::*>, 4> switches{{{"clean", &BertNormalisation::clean},
                                                                                     {"ideographs", &BertNormalisation::ideographs},
                                                                                     {"lower_case", &BertNormalisation::lower_case},
                                                                                     {"strip_accents", &BertNormalisation::strip_accents}}};

/// One piece a line; its number is the line's. A piece that is there twice has the later number, as `transformers` has it.
std::map<std::string, Token> parse_piece_lines(std::string_view text) {
    if (const std::size_t invalid = find_invalid_utf8(text); invalid != std::string_view::npos)
        throw CorpusError("invalid UTF-8 at byte " + std::to_string(invalid));
    std::map<std::string, Token> tokens;
    for (Token number = 0; !text.empty(); ++number) {
        if (number == largest_token_vocabulary)
            throw CorpusError("has more than " + std::to_string(largest_token_vocabulary) + " lines");
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.empty())
            tokens.insert_or_assign(std::string(line), number);
    }
    return tokens;
}

bool truth(const Json& json, const char* key, bool otherwise) {
    const Json& value = member(json, key);
    if (!value.is_boolean() && !value.is_null())
        throw CorpusError(std::string(key) + " is " + shown(value) + "; expected true or false");
    return value.is_boolean() ? value.get<bool>() : otherwise;
}

std::int64_t word_length(const Json& json, const char* key) {
    const Json& value = member(json, key);
    if (value.is_null())
        return WordPieceTables{}.longest_word;
    if (!value.is_number_unsigned() || value < 1 || value > longest_possible_word)
        throw CorpusError(std::string(key) + " is " + shown(value) + "; expected a whole number from 1 to " + std::to_string(longest_possible_word));
    return value.get<std::int64_t>();
}

/// A tokenizer.json of the library `tokenizers`.
void read_whole_file(WordPieceTables& tables, const Json& json) {
    const Json &model = member(json, "model"), &normaliser = member(json, "normalizer");
    expect(model, "type", {"WordPiece"}, bert);
    expect(model, "unk_token", {unknown_piece}, bert);
    expect(model, "continuing_subword_prefix", {"##"}, bert);
    expect(normaliser, "type", {"BertNormalizer"}, bert);
    expect(member(json, "pre_tokenizer"), "type", {"BertPreTokenizer"}, bert);
    const bool lower_case = truth(normaliser, "lowercase", true);
    tables.tokens = parse_all_tokens(json);
    tables.longest_word = word_length(model, "max_input_chars_per_word");
    tables.normalisation = {.clean = truth(normaliser, "clean_text", true),
                            .ideographs = truth(normaliser, "handle_chinese_chars", true),
                            .lower_case = lower_case,
                            .strip_accents = truth(normaliser, "strip_accents", lower_case)};
}

/// What tokenizer_config.json says, if it is there, holds.
void apply_config(BertNormalisation& normalisation, const Json& config) {
    if (!member(config, "do_lower_case").is_null() || !member(config, "strip_accents").is_null()) {
        normalisation.lower_case = truth(config, "do_lower_case", normalisation.lower_case);
        normalisation.strip_accents = truth(config, "strip_accents", normalisation.lower_case);
    }
    normalisation.ideographs = truth(config, "tokenize_chinese_chars", normalisation.ideographs);
}

void check_pieces(const WordPieceTables& tables) {
    for (const char* piece : {unknown_piece, separator_piece, mask_piece})
        if (!tables.tokens.contains(piece))
            throw CorpusError(std::string("has no ") + piece + ", which BERT needs");
}

} // namespace

WordPieceTables read_word_piece_tables(const fs::path& folder) {
    WordPieceTables tables;
    const fs::path config = folder / "config.json", settings = folder / "tokenizer_config.json";
    const fs::path lines = folder / "vocab.txt", whole = folder / "tokenizer.json";
    const bool one_file = fs::exists(whole);
    naming(one_file ? whole : lines, [&] {
        if (one_file)
            read_whole_file(tables, parse_json_file(whole));
        else
            tables.tokens = parse_piece_lines(read_text(lines));
        check_pieces(tables);
    });
    naming(settings, [&] { apply_config(tables.normalisation, parse_json_file_if_any(settings)); });
    naming(config, [&] { tables.vocabulary = vocabulary_size(tables.tokens, member(parse_json_file_if_any(config), "vocab_size")); });
    return tables;
}

WordPieceTables parse_word_piece_tables(const Json& json) {
    WordPieceTables tables;
    tables.tokens = parse_tokens(member(json, "tokens"));
    check_pieces(tables);
    tables.longest_word = word_length(json, "longest_word");
    tables.vocabulary = vocabulary_size(tables.tokens, member(json, "vocabulary"));
    for (const auto& [name, on] : switches)
        tables.normalisation.*on = truth(json, name, true);
    return tables;
}

Json word_piece_json(const WordPieceTables& tables) {
    Json json = {{"vocabulary", tables.vocabulary}, {"tokens", tables.tokens}, {"longest_word", tables.longest_word}};
    for (const auto& [name, on] : switches)
        json[name] = tables.normalisation.*on;
    return json;
}

} // namespace overdamp
