// SPDX-License-Identifier: GPL-3.0-or-later
// Texts from a model: ancestral sampling from a causal one, and the choice of the method.
#pragma once

#include "core/language/tokenizer.h"
#include "core/model/gpt2.h"

#include <random>
#include <span>
#include <vector>

namespace overdamp {

struct Sampling {
    double temperature = 1; ///< 0 takes the most probable token
    std::int64_t top_k = 0; ///< 0 is off
    double top_p = 1;       ///< 1 is off
};

/// One draw from a row of logits. `banned`, if not negative, is never drawn, nor is a token whose logit is −∞. The order is
/// temperature, then top-k, then top-p (Holtzman et al. 2020).
Token draw_token(std::span<const float> logits, const Sampling& sampling, Token banned, std::mt19937_64& stream);

/// `sequences` independent continuations of `prompt` (not empty) by `tokens` tokens each, the prompt not included. When the context is
/// full, generation goes on from the last half of it. Runs without gradient. `masks` hold for the feed-forward blocks.
std::vector<std::vector<Token>> generate(const Gpt2& model, std::span<const Token> prompt, std::int64_t sequences, std::int64_t tokens,
                                         const Sampling& sampling, Token banned, std::mt19937_64& stream, const Masks& masks = {});

/// The same from a model of any kind: generate() if it is causal, gibbs() if not. Neither the unknown nor the mask token is drawn.
std::vector<std::vector<Token>> generate_texts(const Transformer& model, const TextTokenizer& tokenizer, std::span<const Token> prompt,
                                               std::int64_t sequences, std::int64_t tokens, const Sampling& sampling, std::mt19937_64& stream,
                                               const Masks& masks);

} // namespace overdamp
