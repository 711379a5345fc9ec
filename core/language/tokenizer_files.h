// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of tokenizer files share. They trust nothing that they find.
#pragma once

#include "core/language/corpus.h"
#include "core/language/tokenizer.h"

#include <filesystem>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace overdamp {

inline constexpr std::int64_t largest_token_vocabulary = 1'000'000;

/// JSON as a message quotes it, whatever its texts hold.
std::string shown(const nlohmann::json& json);

/// The JSON in a file. Throws CorpusError that does not name the file; FileError.
nlohmann::json parse_json_file(const std::filesystem::path& path);

/// The same; null if there is no such file.
nlohmann::json parse_json_file_if_any(const std::filesystem::path& path);

/// Runs `read`; a CorpusError that it throws gets the file's name in front.
template <typename Read> auto naming(const std::filesystem::path& path, Read read) {
    try {
        return read();
    } catch (const CorpusError& error) {
        throw CorpusError(path.string() + ": " + error.what());
    }
}

/// A member of an object; null if it is missing or `json` is no object.
const nlohmann::json& member(const nlohmann::json& json, const char* key);

/// Throws CorpusError unless the member is one of `accepted`, of which the first is what `model` has.
void expect(const nlohmann::json& json, const char* key, std::initializer_list<nlohmann::json> accepted, const char* model);

/// An object of names and their numbers, which are distinct and below largest_token_vocabulary. Throws CorpusError saying which entry is wrong.
std::map<std::string, Token> parse_tokens(const nlohmann::json& json);

/// `vocab` of a tokenizer.json's model, with its added tokens.
std::map<std::string, Token> parse_all_tokens(const nlohmann::json& whole);

/// `vocab_size` if it is not null, else one more than the largest number. Throws CorpusError if the tokens do not fit into it.
std::int64_t vocabulary_size(const std::map<std::string, Token>& tokens, const nlohmann::json& vocab_size);

} // namespace overdamp
