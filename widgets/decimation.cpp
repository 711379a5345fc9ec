// SPDX-License-Identifier: GPL-3.0-or-later
// Which points of a long series to draw: the lowest and the highest of every pixel column.
#include "widgets/decimation.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

namespace overdamp {

namespace {

bool same_bits(double first, double second) {
    return std::bit_cast<std::uint64_t>(first) == std::bit_cast<std::uint64_t>(second);
}

bool drawable(const Point& point, const View& view) {
    return std::isfinite(point.x) && std::isfinite(point.y) && (view.x_scale == Scale::linear || point.x > 0) &&
           (view.y_scale == Scale::linear || point.y > 0);
}

/// Left edge of a pixel column.
double column_edge(const View& view, int column) {
    const double share = static_cast<double>(column) / view.columns;
    if (view.x_scale == Scale::logarithmic)
        return view.x.low * std::pow(view.x.high / view.x.low, share);
    return view.x.low + share * view.x.span();
}

void append_drawable(std::vector<Point>& kept, const Points& points, std::size_t begin, std::size_t end, const View& view) {
    for (std::size_t index = begin; index < end; ++index)
        if (const Point point{points.x_at(index), points.y[index]}; drawable(point, view))
            kept.push_back(point);
}

constexpr std::size_t block = 32;

double floor_of(Scale scale) {
    return scale == Scale::logarithmic ? 0 : -std::numeric_limits<double>::infinity();
}

} // namespace

double Points::x_at(std::size_t index) const {
    return std::visit([index](const auto& values) { return static_cast<double>(values[index]); }, x);
}

std::size_t first_at_least(const Points& points, double value) {
    return std::visit(
        [value](const auto& values) {
            if constexpr (std::is_same_v<typename std::decay_t<decltype(values)>::element_type, const std::int64_t>)
                if (!values.empty() && values.back() - values.front() + 1 == static_cast<std::int64_t>(values.size())) {
                    // Steps without a gap need no search.
                    const double place = std::ceil(value) - static_cast<double>(values.front());
                    return place > 0 ? static_cast<std::size_t>(std::min(place, static_cast<double>(values.size()))) : 0;
                }
            const auto place = std::partition_point(values.begin(), values.end(), [value](auto x) { return static_cast<double>(x) < value; });
            return static_cast<std::size_t>(place - values.begin());
        },
        points.x);
}

bool Progress::continues(const Points& points) const {
    if (points.size() < count_)
        return false;
    // Bits, because NaN is not equal to itself.
    return count_ == 0 || (points.x_at(count_ - 1) == last_x_ && same_bits(points.y[count_ - 1], last_y_));
}

void Progress::reach_end_of(const Points& points) {
    count_ = points.size();
    if (count_ > 0) {
        last_x_ = points.x_at(count_ - 1);
        last_y_ = points.y[count_ - 1];
    }
}

std::vector<Point> decimate(const Points& points, const View& view) {
    Decimation decimation;
    return decimation.update(points, view);
}

void Extremes::include(Found& found, const Points& points, std::size_t index) const {
    const double value = points.y[index];
    if (!std::isfinite(value))
        ++found.missing;
    else if (value <= floor_)
        ++found.hidden;
    else
        include(found, {.lowest = static_cast<std::uint32_t>(index), .highest = static_cast<std::uint32_t>(index), .low = value, .high = value});
}

void Extremes::include(Found& found, const Found& block) {
    found.hidden += block.hidden;
    found.missing += block.missing;
    if (block.lowest == nowhere)
        return;
    if (found.lowest == nowhere || block.low < found.low) {
        found.lowest = block.lowest;
        found.low = block.low;
    }
    if (found.highest == nowhere || block.high > found.high) {
        found.highest = block.highest;
        found.high = block.high;
    }
}

void Extremes::update(const Points& points) {
    if (!progress_.continues(points))
        levels_.clear();
    progress_.reach_end_of(points);
    std::size_t size = block;
    for (std::size_t level = 0; size <= points.size(); ++level, size *= block) {
        if (levels_.size() == level)
            levels_.emplace_back();
        for (std::size_t whole = levels_[level].size(); whole < points.size() / size; ++whole) {
            Found found;
            for (std::size_t part = whole * block; part < (whole + 1) * block; ++part)
                if (level == 0)
                    include(found, points, part);
                else
                    include(found, levels_[level - 1][part]);
            levels_[level].push_back(found);
        }
    }
}

Extremes::Found Extremes::find(const Points& points, std::size_t begin, std::size_t end) const {
    Found found;
    while (begin < end) {
        // The largest whole block that begins here.
        std::size_t size = 1;
        std::size_t level = 0;
        while (level < levels_.size() && begin % (size * block) == 0 && begin + size * block <= end && begin / (size * block) < levels_[level].size()) {
            size *= block;
            ++level;
        }
        if (level == 0)
            include(found, points, begin);
        else
            include(found, levels_[level - 1][begin / size]);
        begin += size;
    }
    return found;
}

void Decimation::append_extremes(const Points& points, std::size_t begin, std::size_t end) {
    const Extremes::Found found = extremes_.find(points, begin, end);
    if (found.lowest == Extremes::nowhere)
        return;
    const auto [earlier, later] = std::minmax(found.lowest, found.highest);
    append_drawable(kept_, points, earlier, earlier + 1, *view_);
    if (later != earlier)
        append_drawable(kept_, points, later, later + 1, *view_);
}

const std::vector<Point>& Decimation::update(const Points& points, const View& view) {
    const std::size_t begin = first_at_least(points, view.x.low);
    const std::size_t end = first_at_least(points, std::nextafter(view.x.high, std::numeric_limits<double>::infinity()));
    const bool thins = end - begin > 4 * static_cast<std::size_t>(std::max(view.columns, 1));
    const bool resumes = thins && thinned_ && view_ == view && progress_.continues(points);
    view_ = view;
    thinned_ = thins;
    progress_.reach_end_of(points);
    if (floor_of_ != view.y_scale)
        extremes_ = Extremes(floor_of(floor_of_ = view.y_scale));
    extremes_.update(points);
    const Extremes::Found all = extremes_.find(points, begin, end);
    held_ = end - begin - all.missing;
    hidden_ = all.hidden;
    if (!resumes) {
        kept_.clear();
        append_drawable(kept_, points, begin > 0 ? begin - 1 : 0, begin, view);
        open_column_ = 0;
        open_kept_ = kept_.size();
    }
    if (!thins) {
        append_drawable(kept_, points, begin, std::min(end + 1, points.size()), view);
        return kept_;
    }
    kept_.resize(open_kept_);
    std::size_t column_begin = open_column_ == 0 ? begin : std::clamp(first_at_least(points, column_edge(view, open_column_)), begin, end);
    for (int column = open_column_; column < view.columns; ++column) {
        const bool last = column + 1 == view.columns;
        const std::size_t column_end = last ? end : std::clamp(first_at_least(points, column_edge(view, column + 1)), begin, end);
        if (column_begin < column_end) {
            open_column_ = column;
            open_kept_ = kept_.size();
        }
        append_extremes(points, column_begin, column_end);
        column_begin = column_end;
    }
    append_drawable(kept_, points, end, std::min(end + 1, points.size()), view);
    return kept_;
}

} // namespace overdamp
