// SPDX-License-Identifier: GPL-3.0-or-later
// Exponential moving averages of growing columns.
#include "widgets/smoothing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace overdamp {

std::span<const double> Smoothing::update(const Points& points, double factor) {
    if (factor != factor_ || !progress_.continues(points)) {
        values_.clear();
        averaged_ = 0;
        factor_ = factor;
    }
    for (std::size_t index = values_.size(); index < points.size(); ++index) {
        const double value = points.y[index];
        if (!std::isfinite(value)) {
            values_.push_back(std::numeric_limits<double>::quiet_NaN());
            continue;
        }
        const double weight = std::min(factor, averaged_ / (averaged_ + 1));
        average_ = weight * average_ + (1 - weight) * value;
        ++averaged_;
        values_.push_back(average_);
    }
    progress_.reach_end_of(points);
    return values_;
}

} // namespace overdamp
