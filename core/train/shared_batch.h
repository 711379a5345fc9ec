// SPDX-License-Identifier: GPL-3.0-or-later
// A training batch that several processes compute together.
#pragma once

#include "core/language/batches.h"
#include "core/train/collective.h"

namespace overdamp {

/// What a process has to know of the batch beyond the rows that it computes.
struct WholeBatch {
    const Collective* world = nullptr; ///< adds up over the processes; null if these rows are the whole batch
    std::int64_t targets = 0;          ///< targets that count, in all rows of all processes
};

/// The training batch of a step, N·training.batch rows for N processes: what one process would draw with that knob N times as large.
struct SharedBatch {
    Batch whole;
    Batch own; ///< rows rank·training.batch … of it
    WholeBatch beyond;
};

/// `world` may be null: then all rows are this process's own.
SharedBatch shared_batch(const Language& language, const Knobs& knobs, std::int64_t step, const Collective* world);

} // namespace overdamp
