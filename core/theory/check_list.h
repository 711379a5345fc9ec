// SPDX-License-Identifier: GPL-3.0-or-later
// The run functions of all checks, for the table in checks.cpp, which says what each is about.
#pragma once

#include "core/theory/checks.h"
#include "core/theory/laboratory.h"

namespace overdamp {

TheoryResult check_stationarity(Laboratory& laboratory);
TheoryResult check_gradient(Laboratory& laboratory);

TheoryResult check_loss_is_divergence(Laboratory& laboratory);
TheoryResult check_prompts(Laboratory& laboratory);

TheoryResult check_divergence_bound(Laboratory& laboratory);
TheoryResult check_support(Laboratory& laboratory);
TheoryResult check_entropy(Laboratory& laboratory);

TheoryResult check_edges(Laboratory& laboratory);
TheoryResult check_layers(Laboratory& laboratory);
TheoryResult check_nodes(Laboratory& laboratory);
TheoryResult check_mask_storage(Laboratory& laboratory);
TheoryResult check_hoeffding(Laboratory& laboratory);

TheoryResult check_consistency(Laboratory& laboratory);
TheoryResult check_transfer(Laboratory& laboratory);
TheoryResult check_lipschitz(Laboratory& laboratory);
TheoryResult check_planted_noise(Laboratory& laboratory);

TheoryResult check_definition(Laboratory& laboratory);
TheoryResult check_subset(Laboratory& laboratory);
TheoryResult check_convexity(Laboratory& laboratory);
TheoryResult check_smoothness_bound(Laboratory& laboratory);
TheoryResult check_origin(Laboratory& laboratory);
TheoryResult check_bound_55(Laboratory& laboratory);
TheoryResult check_mask_variance(Laboratory& laboratory);

} // namespace overdamp
