// SPDX-License-Identifier: GPL-3.0-or-later
// A long trajectory as a short line: the means of equally long stretches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace overdamp {

/// Mean of the steps that a vertex stands for.
struct Vertex {
    double step = 0;
    double x = 0;
    double y = 0;
    double value = 0; ///< what the trail is coloured by
};

/// Keeps at most `most` vertices: when they are full, neighbours are joined and every vertex stands for twice as many steps.
class Trail {
  public:
    explicit Trail(std::size_t most = 192) : most_(most) {}

    /// Steps with a value that is not finite are left out.
    void add(const Vertex& point);

    /// Finished means, and the mean of the unfinished stretch last.
    std::vector<Vertex> vertices() const;
    /// Steps that a vertex stands for, a power of two.
    std::int64_t stretch() const { return stretch_; }

  private:
    std::size_t most_;
    std::int64_t stretch_ = 1;
    std::vector<Vertex> finished_;
    Vertex sum_;
    std::int64_t pending_ = 0;
};

} // namespace overdamp
