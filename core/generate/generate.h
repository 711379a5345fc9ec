// SPDX-License-Identifier: GPL-3.0-or-later
// Ancestral sampling from a causal model.
#pragma once

#include "core/language/tokenizer.h"
#include "core/model/transformer.h"

#include <random>
#include <span>
#include <vector>

namespace overdamp {

struct Sampling {
    double temperature = 1; ///< 0 takes the most probable token
    std::int64_t top_k = 0; ///< 0 is off
    double top_p = 1;       ///< 1 is off
};

/// One draw from a row of logits. `banned`, if not negative, is never drawn. The order is temperature, then top-k, then top-p (Holtzman et al. 2020).
Token draw_token(std::span<const float> logits, const Sampling& sampling, Token banned, std::mt19937_64& stream);

/// `sequences` independent continuations of `prompt` (not empty) by `tokens` tokens each, the prompt not included. When the context is
/// full, generation goes on from the last half of it. Runs without gradient. `masks` hold for the feed-forward blocks.
std::vector<std::vector<Token>> generate(const Transformer& model, std::span<const Token> prompt, std::int64_t sequences, std::int64_t tokens,
                                         const Sampling& sampling, Token banned, std::mt19937_64& stream, const Masks& masks = {});

} // namespace overdamp
