// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer beside a Hugging Face checkpoint, whatever its kind.
#pragma once

#include "core/language/tokenizer.h"

#include <filesystem>

namespace overdamp {

/// True if the folder holds a tokenizer's files: `vocab.json` and `merges.txt`, `tokenizer.json`, or `vocab.txt`.
bool has_checkpoint_tokenizer(const std::filesystem::path& folder);

/// GPT-2's (byte_pair.h) from `vocab.json` and `merges.txt`, or from a `tokenizer.json` of type BPE; BERT's (word_piece.h) from a `tokenizer.json` of type
/// WordPiece, or from `vocab.txt`. Throws CorpusError naming the file and what is wrong in it; FileError if it cannot be read.
std::unique_ptr<TextTokenizer> load_checkpoint_tokenizer(const std::filesystem::path& folder);

} // namespace overdamp
