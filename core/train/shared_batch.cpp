// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/shared_batch.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace overdamp {

SharedBatch shared_batch(const Language& language, const Knobs& knobs, std::int64_t step, const Collective* world) {
    if (world == nullptr) {
        const Batch batch = training_batch(language, knobs, step);
        return {.whole = batch, .own = batch, .beyond = {}};
    }
    Knobs all = knobs;
    all.training.batch *= world->size();
    const Batch whole = training_batch(language, all, step);
    const std::int64_t rows = knobs.training.batch, first = world->rank() * rows;
    const std::int64_t counted = whole.targets.ne(ignored_target).sum().item<std::int64_t>();
    return {.whole = whole,
            .own = {.inputs = whole.inputs.narrow(0, first, rows), .targets = whole.targets.narrow(0, first, rows)},
            .beyond = {.world = world, .targets = std::max<std::int64_t>(counted, 1)}};
}

} // namespace overdamp
