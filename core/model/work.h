// SPDX-License-Identifier: GPL-3.0-or-later
// The counted work of a training step (63).
#pragma once

#include "core/model/transformer.h"

namespace overdamp {

/// Floating-point operations of forward and backward of one sequence of `context` tokens: those of all matrix products (linear maps, attention,
/// head), 2 for a multiplication and addition, and twice as many backward as forward, one product for each factor's gradient. What is done element by
/// element is left out. Counted is what is computed, not what the masks leave: masked weights (edge modes) and key sets (per_query) take part as
/// zeros, so they cost as much as without masks. BERT's head has a dense layer before the product with the embedding.
double step_work(const Shape& shape, const Masks& masks, ModelKind kind = ModelKind::gpt2);

/// c̃ = T_actual / T_full (63), T being step_work(): 1 without masks.
double work_share(const Shape& shape, const Masks& masks, ModelKind kind = ModelKind::gpt2);

} // namespace overdamp
