// SPDX-License-Identifier: GPL-3.0-or-later
// Axis ranges that grow in steps, and ticks at round numbers.
#pragma once

#include <optional>
#include <vector>

namespace overdamp {

struct Range {
    double low = 0;
    double high = 1;

    double span() const { return high - low; }
    bool contains(const Range& other) const { return low <= other.low && other.high <= high; }
    bool contains(double value) const { return low <= value && value <= high; }
    bool operator==(const Range&) const = default;
};

enum class Scale { linear, logarithmic };

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `value` > 0.
double nice_ceiling(double value);

/// The range to show for `data`. `shown` is kept while it holds the data and they fill at least two fifths of it; otherwise the
/// data are widened by `padding` of their span on each side and rounded outwards to multiples of a round number that goes about
/// `divisions` times into the range: the fewer, the rarer and the larger the steps in which an axis grows. Data ≥ 0 never get a
/// negative axis, and start it at 0 when that wastes less than a quarter. A logarithmic scale needs data > 0.
Range grow(const std::optional<Range>& shown, const Range& data, Scale scale = Scale::linear, double padding = 0.05,
           int divisions = 10);

/// Round numbers inside `range`, rising, at most `at_most` ≥ 2 of them.
std::vector<double> nice_ticks(const Range& range, int at_most, Scale scale = Scale::linear);

} // namespace overdamp
