// SPDX-License-Identifier: GPL-3.0-or-later
// How often a trajectory visited each cell of a plane.
#include "widgets/density.h"

#include <algorithm>
#include <cmath>

namespace overdamp {

Density::Density(const Grid& grid)
    : grid_(grid), counts_(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows), 0) {}

void Density::add(double x, double y) {
    if (!grid_.x.contains(x) || !grid_.y.contains(y))
        return;
    const int column = std::min(static_cast<int>((x - grid_.x.low) / grid_.x.span() * grid_.columns), grid_.columns - 1);
    const int row = std::min(static_cast<int>((y - grid_.y.low) / grid_.y.span() * grid_.rows), grid_.rows - 1);
    most_ = std::max(most_, ++counts_[index(column, row)]);
}

double Density::level(std::uint32_t count) const {
    return count == 0 ? 0 : std::log1p(count) / std::log1p(most_);
}

} // namespace overdamp
