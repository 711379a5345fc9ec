// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/tokenizer_files.h"

#include "core/settings/text.h"

#include <algorithm>
#include <set>

namespace overdamp {

using Json = nlohmann::json;

std::string shown(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json parse_json_file(const std::filesystem::path& path) {
    try {
        return Json::parse(read_text(path));
    } catch (const Json::exception& error) {
        throw CorpusError(std::string("is not valid JSON: ") + error.what());
    }
}

Json parse_json_file_if_any(const std::filesystem::path& path) { return std::filesystem::exists(path) ? parse_json_file(path) : Json(); }

const Json& member(const Json& json, const char* key) {
    static const Json null;
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() ? *found : null;
}

void expect(const Json& json, const char* key, std::initializer_list<Json> accepted, const char* model) {
    const Json& value = member(json, key);
    if (std::ranges::find(accepted, value) == accepted.end())
        throw CorpusError(std::string(key) + " is " + shown(value) + "; expected " + shown(*accepted.begin()) + ", as " + model + " has it");
}

std::map<std::string, Token> parse_tokens(const Json& json) {
    if (!json.is_object() || json.empty())
        throw CorpusError("expected an object of tokens and their numbers");
    std::map<std::string, Token> tokens;
    std::set<Token> numbers;
    for (const auto& [name, number] : json.items()) {
        if (!number.is_number_unsigned() || number > largest_token_vocabulary - 1)
            throw CorpusError("token " + shown(name) + " has the number " + shown(number) + "; expected a whole number below " +
                              std::to_string(largest_token_vocabulary));
        if (name.empty() || !numbers.insert(number.get<Token>()).second)
            throw CorpusError("token " + shown(name) + " is empty or repeats the number " + shown(number));
        tokens.emplace(name, number.get<Token>());
    }
    return tokens;
}

std::map<std::string, Token> parse_all_tokens(const Json& whole) {
    Json tokens = member(member(whole, "model"), "vocab");
    const Json& added = member(whole, "added_tokens");
    for (const Json& entry : added.is_array() ? added : Json::array()) {
        const Json &content = member(entry, "content"), &id = member(entry, "id");
        if (!content.is_string())
            throw CorpusError("added_tokens: entry " + shown(entry) + " has no content");
        if (tokens.is_object() && !tokens.contains(content.get<std::string>()))
            tokens[content.get<std::string>()] = id;
    }
    return parse_tokens(tokens);
}

std::int64_t vocabulary_size(const std::map<std::string, Token>& tokens, const Json& vocab_size) {
    std::int64_t needed = 0;
    for (const auto& [name, token] : tokens)
        needed = std::max(needed, token + 1);
    if (vocab_size.is_null())
        return needed;
    if (!vocab_size.is_number_unsigned() || vocab_size < needed || vocab_size > largest_token_vocabulary)
        throw CorpusError("vocab_size is " + shown(vocab_size) + "; the tokenizer needs a whole number from " + std::to_string(needed) + " to " +
                          std::to_string(largest_token_vocabulary));
    return vocab_size.get<std::int64_t>();
}

} // namespace overdamp
