// SPDX-License-Identifier: GPL-3.0-or-later
// Readers of vocab.json, merges.txt and tokenizer.json. They trust nothing that they find.
#include "core/language/byte_pair_tables.h"

#include "core/language/tokenizer_files.h"
#include "core/settings/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace overdamp {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* gpt2 = "GPT-2";
constexpr const char* end_name = "<|endoftext|>";

/// The byte of each character of GPT-2's alphabet: printable bytes are themselves, the others follow from U+0100 on.
std::array<int, 0x144> alphabet() {
    std::array<int, 0x144> bytes;
    bytes.fill(-1);
    std::size_t next = 0x100;
    for (int byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xFF && byte != 0xAD);
        bytes[printable ? static_cast<std::size_t>(byte) : next++] = byte;
    }
    return bytes;
}

/// Adds "left right" as the next merge.
void add_merge(BytePairTables& tables, std::set<std::string>& seen, const std::string& line) {
    const std::string place = "merge " + std::to_string(tables.merges.size() + 1) + ", " + shown(line) + ", ";
    const std::size_t space = line.find(' ');
    if (space == std::string::npos || space == 0 || space + 1 == line.size() || line.find(' ', space + 1) != std::string::npos)
        throw CorpusError(place + "is not a pair of tokens");
    const std::string left = line.substr(0, space), right = line.substr(space + 1);
    for (const std::string& name : {left, right, left + right})
        if (!tables.tokens.contains(name))
            throw CorpusError(place + "needs the token " + shown(name) + ", which the vocabulary lacks");
        else if (!bytes_of_name(name))
            throw CorpusError(place + "holds a character that stands for no byte");
    if (!seen.insert(line).second)
        throw CorpusError(place + "occurs twice");
    tables.merges.emplace_back(left, right);
}

void read_merges_file(BytePairTables& tables, std::string_view text) {
    std::set<std::string> seen;
    for (bool first = true; !text.empty(); first = false) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.pop_back();
        if (!line.empty() && !(first && line.starts_with("#version")))
            add_merge(tables, seen, line);
    }
}

/// Merges as "left right", or as pairs, as newer files have them.
void read_merges_list(BytePairTables& tables, const Json& list) {
    if (!list.is_array())
        throw CorpusError("merges: expected a list");
    std::set<std::string> seen;
    for (const Json& entry : list) {
        if (entry.is_string())
            add_merge(tables, seen, entry.get<std::string>());
        else if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string())
            add_merge(tables, seen, entry[0].get<std::string>() + ' ' + entry[1].get<std::string>());
        else
            throw CorpusError("merges: entry " + shown(entry) + " is not a pair of tokens");
    }
}

/// A tokenizer.json of the library `tokenizers`.
void read_whole_file(BytePairTables& tables, const Json& json) {
    const Json &model = member(json, "model"), &splitter = member(json, "pre_tokenizer");
    expect(model, "type", {"BPE"}, gpt2);
    for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"})
        expect(model, key, {"", nullptr}, gpt2);
    expect(model, "dropout", {nullptr, 0.0}, gpt2);
    expect(model, "byte_fallback", {false, nullptr}, gpt2);
    expect(model, "ignore_merges", {false, nullptr}, gpt2);
    expect(json, "normalizer", {nullptr}, gpt2);
    expect(splitter, "type", {"ByteLevel"}, gpt2);
    expect(splitter, "add_prefix_space", {false, nullptr}, gpt2);
    expect(splitter, "use_regex", {true, nullptr}, gpt2);
    tables.tokens = parse_all_tokens(json);
    read_merges_list(tables, member(model, "merges"));
}

/// Sets the end token and the size from config.json, which may be missing, and checks that they fit.
void complete(BytePairTables& tables, const Json& config) {
    const Json& end = member(config, "eos_token_id");
    tables.vocabulary = vocabulary_size(tables.tokens, member(config, "vocab_size"));
    if (const auto found = tables.tokens.find(end_name); found != tables.tokens.end())
        tables.end = found->second;
    else if (end.is_number_unsigned() && end < tables.vocabulary)
        tables.end = end.get<Token>();
    else
        throw CorpusError(std::string("names no end token: the tokenizer has no ") + end_name + ", and eos_token_id is " + shown(end));
}

} // namespace

std::optional<std::string> bytes_of_name(std::string_view name) {
    static const auto bytes = alphabet();
    std::string result;
    while (!name.empty()) {
        const CodePoint next = first_code_point(name);
        if (next.point >= bytes.size() || bytes[next.point] < 0)
            return std::nullopt;
        result += static_cast<char>(bytes[next.point]);
        name.remove_prefix(next.length);
    }
    return result;
}

BytePairTables read_byte_pair_tables(const fs::path& folder) {
    BytePairTables tables;
    const fs::path config = folder / "config.json", names = folder / "vocab.json", merges = folder / "merges.txt", whole = folder / "tokenizer.json";
    if (fs::exists(names) && fs::exists(merges)) {
        naming(names, [&] { tables.tokens = parse_tokens(parse_json_file(names)); });
        naming(merges, [&] { read_merges_file(tables, read_text(merges)); });
    } else if (fs::exists(whole)) {
        naming(whole, [&] { read_whole_file(tables, parse_json_file(whole)); });
    } else {
        throw CorpusError(folder.string() + ": has no tokenizer; expected vocab.json and merges.txt, or tokenizer.json");
    }
    naming(config, [&] { complete(tables, parse_json_file_if_any(config)); });
    return tables;
}

BytePairTables parse_byte_pair_tables(const Json& json) {
    BytePairTables tables;
    tables.tokens = parse_tokens(member(json, "tokens"));
    read_merges_list(tables, member(json, "merges"));
    complete(tables, {{"vocab_size", member(json, "vocabulary")}, {"eos_token_id", member(json, "end")}});
    if (member(json, "end") != tables.end)
        throw CorpusError("end: is " + shown(member(json, "end")) + "; expected " + std::to_string(tables.end));
    return tables;
}

} // namespace overdamp
