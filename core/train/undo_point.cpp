// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/undo_point.h"

#include <ATen/ATen.h>

namespace overdamp {

UndoPoint::UndoPoint(const Parameters& parameters, const Optimizer& optimizer) : values_(parameters.flat().clone()), optimizer_(optimizer.state()) {
    for (auto& [name, tensor] : optimizer_)
        tensor = tensor.clone();
}

void UndoPoint::restore(Parameters& parameters, Optimizer& optimizer) const {
    parameters.flat().copy_(values_);
    parameters.refresh_copies();
    optimizer.load_state(optimizer_);
}

} // namespace overdamp
