// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/rarity.h"

#include <ATen/ATen.h>

namespace overdamp {

at::Tensor token_rarity(const at::Tensor& tokens, std::int64_t vocabulary) {
    const at::Tensor share = at::bincount(tokens, {}, vocabulary).clamp_min(1).to(at::kDouble) / static_cast<double>(tokens.numel());
    const at::Tensor surprise = share.log().neg_();
    const double largest = surprise.max().item<double>();
    return largest > 0 ? surprise / largest : at::zeros_like(surprise);
}

} // namespace overdamp
