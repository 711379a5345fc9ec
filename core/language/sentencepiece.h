// SPDX-License-Identifier: GPL-3.0-or-later
// Subword tokenizers that the SentencePiece library trains (Kudo and Richardson 2018).
#pragma once

#include "core/language/tokenizer.h"

namespace overdamp {

enum class PieceModel {
    bpe,    ///< byte-pair encoding over characters (Sennrich et al. 2016)
    unigram ///< the unigram language model (Kudo 2018)
};

/// Exactly `vocabulary` pieces, the end token (0) and the unknown token (1) among them, trained on the documents. Runs of white space count as one
/// space, every other character as itself; characters too rare for the vocabulary are unknown. The same arguments give the same tokenizer; it is kept
/// under `$XDG_CACHE_HOME/overdamp` (else `~/.cache/overdamp`), where a missing or damaged file only costs the time to train again.
/// Throws CorpusError if the text does not allow for that many pieces or needs more; SettingsError if this build has no SentencePiece.
std::unique_ptr<TextTokenizer> train_sentencepiece(const std::vector<std::string>& documents, PieceModel model, std::int64_t vocabulary);

/// What such a tokenizer's to_json() wrote. Throws CorpusError for anything else; SettingsError if this build has no SentencePiece.
std::unique_ptr<TextTokenizer> sentencepiece_from_json(const nlohmann::json& json);

} // namespace overdamp
