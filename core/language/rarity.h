// SPDX-License-Identifier: GPL-3.0-or-later
// How rare tokens are in a text.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace overdamp {

/// −log of each token's share of `tokens`, int64 [n], divided by the largest such value: double [vocabulary], in [0, 1], 1 for the rarest. A token
/// that does not occur counts as one that occurs once. All 0 if there is one token only.
at::Tensor token_rarity(const at::Tensor& tokens, std::int64_t vocabulary);

} // namespace overdamp
