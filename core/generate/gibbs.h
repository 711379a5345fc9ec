// SPDX-License-Identifier: GPL-3.0-or-later
// Gibbs sampling from a masked language model (Wang & Cho 2019).
#pragma once

#include "core/generate/generate.h"

namespace overdamp {

/// How often every position is resampled. With gibbs_passes it makes 40 forward passes, as many as a causal model needs for the 40 tokens of a
/// measuring sample.
inline constexpr std::int64_t gibbs_sweeps = 5;

/// Forward passes in a sweep: up to so many positions are resampled one at a time, as Gibbs sampling asks for. Of more, an equal share is hidden
/// and drawn together in each pass, independently given the rest; the shares are random, so that neighbours are rarely drawn together and a
/// sweep's cost does not grow with the number of positions.
inline constexpr std::int64_t gibbs_passes = 8;

/// `sequences` continuations of `prompt` (not empty) by `tokens` tokens each, the prompt not included and never changed. All positions start as
/// the mask token and are resampled in a random order, a new one in each sweep. `unknown` and `mask` are never drawn. What does
/// not fit into the context follows in parts, each of which sees half a context of what stands before it. Runs without gradient.
std::vector<std::vector<Token>> gibbs(const Transformer& model, std::span<const Token> prompt, std::int64_t sequences, std::int64_t tokens,
                                      const Sampling& sampling, Token unknown, Token mask, std::mt19937_64& stream, const Masks& masks = {});

} // namespace overdamp
