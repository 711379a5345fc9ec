// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/checkpoint_tokenizer.h"

#include "core/language/byte_pair.h"
#include "core/language/tokenizer_files.h"
#include "core/language/word_piece.h"

namespace overdamp {

namespace {

namespace fs = std::filesystem;

bool has_byte_pair_files(const fs::path& folder) { return fs::exists(folder / "vocab.json") && fs::exists(folder / "merges.txt"); }

bool holds_word_pieces(const fs::path& whole) {
    return naming(whole, [&] {
        const nlohmann::json json = parse_json_file(whole), &type = member(member(json, "model"), "type");
        if (type != "BPE" && type != "WordPiece")
            throw CorpusError("the model's type is " + shown(type) + "; expected \"BPE\", as GPT-2 has it, or \"WordPiece\", as BERT has it");
        return type == "WordPiece";
    });
}

} // namespace

bool has_checkpoint_tokenizer(const fs::path& folder) {
    return has_byte_pair_files(folder) || fs::exists(folder / "tokenizer.json") || fs::exists(folder / "vocab.txt");
}

std::unique_ptr<TextTokenizer> load_checkpoint_tokenizer(const fs::path& folder) {
    if (!has_checkpoint_tokenizer(folder))
        throw CorpusError(folder.string() + ": has no tokenizer; expected vocab.json and merges.txt, tokenizer.json, or vocab.txt");
    const fs::path whole = folder / "tokenizer.json";
    const bool word_pieces = !has_byte_pair_files(folder) && (!fs::exists(whole) || holds_word_pieces(whole));
    return word_pieces ? load_word_piece_tokenizer(folder) : load_byte_pair_tokenizer(folder);
}

} // namespace overdamp
