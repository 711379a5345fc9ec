// SPDX-License-Identifier: GPL-3.0-or-later
// How often a trajectory visited each cell of a plane.
#pragma once

#include "widgets/nice_axis.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace overdamp {

struct Grid {
    Range x;
    Range y;
    int columns = 1;
    int rows = 1;
    bool operator==(const Grid&) const = default;
};

/// A two-dimensional histogram that points are added to one at a time. A cell holds its lower edges; the last column and the
/// top row hold their upper edges too.
class Density {
  public:
    Density() = default;
    explicit Density(const Grid& grid);

    const Grid& grid() const { return grid_; }

    /// Counts the point if it lies on the grid; points with NaN lie nowhere.
    void add(double x, double y);

    /// Visits of a cell; row 0 is at the low end of y.
    std::uint32_t count(int column, int row) const { return counts_[index(column, row)]; }
    /// Visits of the most visited cell.
    std::uint32_t most() const { return most_; }

    /// Brightness of a count on a logarithmic scale: 0 for none, 1 for most(). A single visit is already visible.
    double level(std::uint32_t count) const;

  private:
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.columns) + static_cast<std::size_t>(column);
    }

    Grid grid_;
    std::vector<std::uint32_t> counts_{0};
    std::uint32_t most_ = 0;
};

} // namespace overdamp
