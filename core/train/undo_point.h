// SPDX-License-Identifier: GPL-3.0-or-later
// A way back from an update whose consequences turn out not to be finite.
#pragma once

#include "core/train/optimizer.h"

namespace overdamp {

/// Parameters and optimizer as they were when it was made. Holds a copy of both.
class UndoPoint {
  public:
    UndoPoint(const Parameters& parameters, const Optimizer& optimizer);
    /// Puts both back, bit for bit.
    void restore(Parameters& parameters, Optimizer& optimizer) const;

  private:
    at::Tensor values_;
    NamedTensors optimizer_;
};

} // namespace overdamp
