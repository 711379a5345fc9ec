// SPDX-License-Identifier: GPL-3.0-or-later
// BERT's word pieces (Devlin et al. 2019; Wu et al. 2016), read from the files of a Hugging Face checkpoint.
#pragma once

#include "core/language/tokenizer.h"
#include "core/language/word_piece_tables.h"

#include <filesystem>

namespace overdamp {

/// BERT's words: the text normalised, then cut at white space; each punctuation mark is a word of its own. As BertTokenizerFast does it: lower-casing looks
/// at single characters, and nothing is composed.
std::vector<std::string> split_bert(std::string_view text, const BertNormalisation& normalisation);

/// The tokenizer beside a checkpoint: `tokenizer.json` of type WordPiece, else `vocab.txt`. What `tokenizer_config.json` says of do_lower_case,
/// strip_accents and tokenize_chinese_chars holds for both. Its vocabulary is as large as `vocab_size` in config.json, if there is one; numbers without a piece
/// decode to nothing. [SEP] is the end token, [UNK] the unknown and [MASK] the mask token; their names in a text are encoded as any other text. decode()
/// leaves all but [UNK] out, as it does [CLS] and [PAD], joins the pieces of a word and puts punctuation where transformers' clean-up does.
/// Throws CorpusError naming the file and what is wrong in it; FileError if it cannot be read.
std::unique_ptr<TextTokenizer> load_word_piece_tokenizer(const std::filesystem::path& folder);

/// What such a tokenizer's to_json() wrote. Throws CorpusError for anything else.
std::unique_ptr<TextTokenizer> word_piece_from_json(const nlohmann::json& json);

} // namespace overdamp
