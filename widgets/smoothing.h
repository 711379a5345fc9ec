// SPDX-License-Identifier: GPL-3.0-or-later
// Exponential moving averages of growing columns.
#pragma once

#include "widgets/decimation.h"

#include <vector>

namespace overdamp {

/// eₖ = f·eₖ₋₁ + (1 − f)·yₖ, from the first finite value on; values that are not finite are left out of the average and stay NaN.
/// Columns that grow are continued; columns that were rewritten are averaged anew.
class Smoothing {
  public:
    /// The averages of `points.y` with factor f from 0 (none) to below 1.
    std::span<const double> update(const Points& points, double factor);

  private:
    std::vector<double> values_;
    double factor_ = 0;
    double average_ = 0;
    bool begun_ = false;
    Progress progress_;
};

} // namespace overdamp
