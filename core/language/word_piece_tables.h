// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of BERT's word pieces, and the files that hold them.
#pragma once

#include "core/language/tokenizer.h"

#include <filesystem>
#include <map>

namespace overdamp {

/// What happens to a text before it is cut into words.
struct BertNormalisation {
    bool clean = true;         ///< control characters disappear, all white space becomes spaces
    bool ideographs = true;    ///< CJK ideographs stand alone
    bool lower_case = true;
    bool strip_accents = true; ///< canonical decomposition without nonspacing marks
    bool operator==(const BertNormalisation&) const = default;
};

struct WordPieceTables {
    std::map<std::string, Token> tokens; ///< number of each piece; those that continue a word begin with ##. Numbers are distinct and in [0, vocabulary)
    BertNormalisation normalisation;
    std::int64_t longest_word = 100; ///< characters; longer ones are unknown
    std::int64_t vocabulary = 0;
};

inline constexpr const char* unknown_piece = "[UNK]";
inline constexpr const char* separator_piece = "[SEP]";
inline constexpr const char* mask_piece = "[MASK]";

/// Reads the files of a checkpoint's folder as load_word_piece_tokenizer() says. Throws CorpusError naming the file; FileError.
WordPieceTables read_word_piece_tables(const std::filesystem::path& folder);

/// What word_piece_json() wrote. Throws CorpusError saying which entry is wrong.
WordPieceTables parse_word_piece_tables(const nlohmann::json& json);

/// `{"vocabulary": …, "tokens": {…}, "longest_word": …, "clean": …, "ideographs": …, "lower_case": …, "strip_accents": …}`.
nlohmann::json word_piece_json(const WordPieceTables& tables);

} // namespace overdamp
