// SPDX-License-Identifier: GPL-3.0-or-later
// Exact probabilities of whole documents under a causal model.
#pragma once

#include "core/language/tokenizer.h"
#include "core/model/transformer.h"

#include <span>
#include <vector>

namespace overdamp {

/// log P_θ of each document in nats: the sum over its tokens and the end token behind them of log p(token | end token, tokens before), the model's
/// softmax as training sees it, at temperature 1 and with no token banned. Each document and the end token before it must fit into the context.
/// Runs without gradient.
std::vector<double> document_log_probabilities(const Transformer& model, std::span<const std::vector<Token>> documents, Token end,
                                               const Masks& masks = {});

} // namespace overdamp
