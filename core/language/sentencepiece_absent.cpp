// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for sentencepiece.cpp where the library is not installed.
#include "core/language/sentencepiece.h"

#include "core/settings/knobs.h"

namespace overdamp {

namespace {

[[noreturn]] void refuse() {
    throw SettingsError("language.tokenizer: this build has no SentencePiece, which bpe and unigram need; install it (Debian: libsentencepiece-dev) and "
                        "build again, or choose word or byte");
}

} // namespace

std::unique_ptr<TextTokenizer> train_sentencepiece(const std::vector<std::string>&, PieceModel, std::int64_t) { refuse(); }

std::unique_ptr<TextTokenizer> sentencepiece_from_json(const nlohmann::json&) { refuse(); }

} // namespace overdamp
