// SPDX-License-Identifier: GPL-3.0-or-later
// Uses a tokenizer that came from a damaged file.
#pragma once

#include "core/language/tokenizer.h"
#include "core/settings/text.h"
#include "tests/fuzz/scratch.h"

#include <nlohmann/json.hpp>

inline void exercise(const overdamp::TextTokenizer& tokenizer, std::string_view text) {
    const auto tokens = tokenizer.encode(text);
    for (const overdamp::Token token : tokens)
        require(token >= 0 && token < tokenizer.vocabulary() && token != tokenizer.end_token());
    require(overdamp::find_invalid_utf8(tokenizer.decode(tokens)) == std::string_view::npos);
    const auto again = overdamp::tokenizer_from_json(nlohmann::json::parse(tokenizer.to_json().dump()));
    require(again->encode(text) == tokens && again->vocabulary() == tokenizer.vocabulary() && again->mask_token() == tokenizer.mask_token());
}
