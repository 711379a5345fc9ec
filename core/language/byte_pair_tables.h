// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a byte-level byte-pair encoding, and the files that hold them.
#pragma once

#include "core/language/tokenizer.h"

#include <filesystem>
#include <map>
#include <optional>
#include <utility>

namespace overdamp {

/// Names are in GPT-2's alphabet, where each byte is one printable character: a space is Ġ.
struct BytePairTables {
    std::map<std::string, Token> tokens; ///< number of each name; numbers are distinct and in [0, vocabulary)
    std::vector<std::pair<std::string, std::string>> merges; ///< first merge first; both parts and the joined name have tokens
    Token end = 0;
    std::int64_t vocabulary = 0;
};

/// The bytes that a name in GPT-2's alphabet stands for; nothing if it holds another character.
std::optional<std::string> bytes_of_name(std::string_view name);

/// Reads the files of a checkpoint's folder as load_byte_pair_tokenizer() says. Throws CorpusError naming the file; FileError.
BytePairTables read_byte_pair_tables(const std::filesystem::path& folder);

/// The tables in `{"vocabulary": …, "end": …, "tokens": {…}, "merges": ["a b", …]}`. Throws CorpusError saying which entry is wrong.
BytePairTables parse_byte_pair_tables(const nlohmann::json& json);

} // namespace overdamp
