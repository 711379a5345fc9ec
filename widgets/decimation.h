// SPDX-License-Identifier: GPL-3.0-or-later
// Which points of a long series to draw: the lowest and the highest of every pixel column.
#pragma once

#include "widgets/nice_axis.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace overdamp {

/// Columns of equal length that somebody else owns. `x` rises strictly.
struct Points {
    std::variant<std::span<const std::int64_t>, std::span<const double>> x;
    std::span<const double> y;

    std::size_t size() const { return y.size(); }
    double x_at(std::size_t index) const;
};

struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

/// What of a series is on the screen: `columns` pixels wide.
struct View {
    Range x;
    int columns = 1;
    Scale x_scale = Scale::linear;
    Scale y_scale = Scale::linear;
    bool operator==(const View&) const = default;
};

/// Remembers how far columns were taken in, to tell whether they only grew since or were written anew.
class Progress {
  public:
    /// Whether the columns begin with what was taken in; judged by their length and the last entry taken in.
    bool continues(const Points& points) const;
    void reach_end_of(const Points& points);
    std::size_t count() const { return count_; }

  private:
    std::size_t count_ = 0;
    double last_x_ = 0;
    double last_y_ = 0;
};

/// Where `x` begins to be at least `value`.
std::size_t first_at_least(const Points& points, double value);

/// The points inside `view.x` and the one on either side of it, in their order. Where there are more than four a column, only the
/// lowest and the highest of each column are kept. Values that are not finite, or not above 0 on a logarithmic scale, are left out.
std::vector<Point> decimate(const Points& points, const View& view);

/// Where the lowest and the highest values of growing columns lie, for blocks of 32, 32², 32³ … values: the extremes of any stretch are found without
/// looking at all of it. Only finite values above `floor` count.
class Extremes {
  public:
    explicit Extremes(double floor) : floor_(floor) {}

    /// Takes in what is new; columns that were rewritten are taken in afresh.
    void update(const Points& points);

    struct Found {
        std::uint32_t lowest = nowhere, highest = nowhere; ///< the first of equals; nowhere if no value counts
        std::uint32_t hidden = 0;                          ///< finite values that are not above the floor
        std::uint32_t missing = 0;                         ///< values that are not finite
        double low = 0, high = 0;                          ///< the values there, held beside the places because looking them up would miss the cache
    };
    static constexpr std::uint32_t nowhere = static_cast<std::uint32_t>(-1);

    /// The extremes of points [begin, end), which were taken in.
    Found find(const Points& points, std::size_t begin, std::size_t end) const;

  private:
    void include(Found& found, const Points& points, std::size_t index) const;
    static void include(Found& found, const Found& block);

    double floor_;
    Progress progress_;
    std::vector<std::vector<Found>> levels_; ///< whole blocks of 32, of 32², …
};

/// decimate() for columns that grow: while the view stays, only the pixel columns with new points are looked at, and when it moves, long stretches of points
/// are skipped by their known extremes.
class Decimation {
  public:
    /// Equal to decimate(points, view).
    const std::vector<Point>& update(const Points& points, const View& view);

    /// Finite values inside the view, and how many of them a logarithmic scale cannot show.
    std::size_t held() const { return held_; }
    std::size_t hidden() const { return hidden_; }

  private:
    void append_extremes(const Points& points, std::size_t begin, std::size_t end);

    Extremes extremes_{0};
    Scale floor_of_ = Scale::logarithmic; ///< the scale that extremes_ are for
    std::size_t held_ = 0;
    std::size_t hidden_ = 0;
    std::vector<Point> kept_;
    std::optional<View> view_;
    Progress progress_;
    bool thinned_ = false;      ///< extremes only, not every point
    int open_column_ = 0;       ///< the column that the next points may still change
    std::size_t open_kept_ = 0; ///< points kept before that column
};

} // namespace overdamp
