// SPDX-License-Identifier: GPL-3.0-or-later
// Exponential moving averages of growing columns.
#pragma once

#include "widgets/decimation.h"

#include <vector>

namespace overdamp {

/// eₖ = w·eₖ₋₁ + (1 − w)·yₖ with w = min(f, n/(n + 1)) after n finite values, so that the first ones are averaged evenly instead of clinging to
/// the very first; values that are not finite are left out of the average and stay NaN.
/// Columns that grow are continued; columns that were rewritten are averaged anew.
class Smoothing {
  public:
    /// The averages of `points.y` with factor f from 0 (none) to below 1.
    std::span<const double> update(const Points& points, double factor);

  private:
    std::vector<double> values_;
    double factor_ = 0;
    double average_ = 0;
    double averaged_ = 0; ///< number of finite values so far
    Progress progress_;
};

} // namespace overdamp
