// SPDX-License-Identifier: GPL-3.0-or-later
// PSU's and BAARA's state as the named tensors of a checkpoint.
#pragma once

#include "core/model/weights.h"
#include "core/stabilizer/allocation.h"
#include "core/stabilizer/selective_update.h"

#include <optional>

namespace overdamp {

NamedTensors to_tensors(const TrainingHistory& history);
NamedTensors to_tensors(const Allocator& allocator);

/// The history of a checkpoint, or a new one if it holds none. Throws CheckpointError if it does not fit.
TrainingHistory history_from(const NamedTensors& state);
/// The allocator of a checkpoint for states of `features` features and `blocks` blocks; none if it holds none. Throws CheckpointError if it does not
/// fit, is incomplete or holds what is not finite.
std::optional<Allocator> allocator_from(const NamedTensors& state, std::size_t features, std::size_t blocks);

} // namespace overdamp
