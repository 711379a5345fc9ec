// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2's byte-level byte-pair encoding (Radford et al. 2019), read from the files of a Hugging Face checkpoint.
#pragma once

#include "core/language/tokenizer.h"

#include <filesystem>

namespace overdamp {

/// GPT-2's pre-tokenisation: the consecutive parts of `text` within which bytes are merged, as its regular expression
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+` finds them. An invalid byte counts as a symbol.
std::vector<std::string_view> split_gpt2(std::string_view text);

/// The tokenizer beside a checkpoint: `vocab.json` with `merges.txt`, or `tokenizer.json`. Its vocabulary is as large as `vocab_size` in config.json,
/// if there is one; numbers without a token decode to nothing. The end token is `<|endoftext|>`, else `eos_token_id` of config.json; its name in a text
/// is encoded as any other text. Decoding puts U+FFFD in the place of bytes that are no UTF-8.
/// Throws CorpusError naming the file and what is wrong in it; FileError if it cannot be read.
std::unique_ptr<TextTokenizer> load_byte_pair_tokenizer(const std::filesystem::path& folder);

/// What such a tokenizer's to_json() wrote. Throws CorpusError for anything else.
std::unique_ptr<TextTokenizer> byte_pair_from_json(const nlohmann::json& json);

} // namespace overdamp
