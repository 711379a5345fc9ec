// SPDX-License-Identifier: GPL-3.0-or-later
// Hides tokens of a batch, for masked language models.
#pragma once

#include "core/language/batches.h"

#include <random>

namespace overdamp {

/// Devlin et al. 2019, Section 3.1.
inline constexpr double target_share = 0.15;      ///< of the tokens become targets
inline constexpr double shown_as_mask = 0.8;      ///< of the targets
inline constexpr double shown_as_random = 0.1;    ///< of the targets; the rest stays as it is

/// Of the tokens of `windows` int64 [batch, time], the unknown one left out, max(1, round(15 %)) become targets, uniformly without replacement.
/// Each of them is shown as the mask token, as a random token (neither the unknown nor the mask one), or as it is. Targets hold the true token
/// there and `ignored_target` elsewhere.
Batch mask_tokens(const at::Tensor& windows, const TextTokenizer& tokenizer, std::mt19937_64& stream);

} // namespace overdamp
