// SPDX-License-Identifier: GPL-3.0-or-later
// What one run measured minus what another did, over the steps that both recorded.
#pragma once

#include "core/telemetry/history.h"
#include "widgets/decimation.h"

#include <vector>

namespace overdamp {

/// Grows with the two histories: a frame costs what it adds.
class Difference {
  public:
    /// Both histories must outlive this.
    Difference(const History& run, const History& other, const Metric& metric);

    /// run − other at each common step, as of now.
    Points points();

  private:
    const History& run_;
    const History& other_;
    const Metric& metric_;
    std::size_t taken_ = 0; ///< rows of `other_` that were looked at
    std::vector<std::int64_t> steps_;
    std::vector<double> values_;
};

} // namespace overdamp
