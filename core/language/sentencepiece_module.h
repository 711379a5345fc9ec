// SPDX-License-Identifier: GPL-3.0-or-later
// What the module around the SentencePiece library offers. The library brings a protobuf of its own, which must not meet LibTorch's in one scope of
// symbols: so it is loaded when it is needed, with its symbols kept to itself.
#pragma once

#include "core/language/sentencepiece.h"

extern "C" {

/// train_sentencepiece(); the caller owns the result.
overdamp::TextTokenizer* overdamp_train_sentencepiece(const std::vector<std::string>& documents, overdamp::PieceModel model, std::int64_t vocabulary);

/// sentencepiece_from_json(); the caller owns the result.
overdamp::TextTokenizer* overdamp_sentencepiece_from_json(const nlohmann::json& json);
}
