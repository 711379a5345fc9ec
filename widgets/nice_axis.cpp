// SPDX-License-Identifier: GPL-3.0-or-later
// Axis ranges that grow in steps, and ticks at round numbers.
#include "widgets/nice_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace overdamp {

namespace {

// Forgives the rounding of divisions such as 0.3 / 0.1.
constexpr double slack = 1e-9;

std::vector<double> multiples(const Range& range, double step) {
    std::vector<double> ticks;
    const double first = std::ceil(range.low / step - slack);
    const double last = std::floor(range.high / step + slack);
    for (double count = first; count <= last; ++count)
        ticks.push_back(count * step + 0.0); // + 0.0 turns -0 into 0
    return ticks;
}

std::vector<double> decade_ticks(const Range& range, std::span<const double> mantissas, int every) {
    std::vector<double> ticks;
    for (int power = static_cast<int>(std::floor(std::log10(range.low))); power <= std::ceil(std::log10(range.high)); ++power) {
        if (power % every != 0)
            continue;
        for (const double mantissa : mantissas) {
            const double tick = mantissa * std::pow(10.0, power);
            if (tick >= range.low * (1 - slack) && tick <= range.high * (1 + slack))
                ticks.push_back(tick);
        }
    }
    return ticks;
}

std::vector<double> logarithmic_ticks(const Range& range, int at_most) {
    static constexpr std::array<double, 3> fine{1, 2, 5};
    static constexpr std::array<double, 2> middle{1, 3};
    static constexpr std::array<double, 1> coarse{1};
    std::vector<double> ticks = decade_ticks(range, fine, 1);
    if (static_cast<int>(ticks.size()) > at_most)
        ticks = decade_ticks(range, middle, 1);
    for (int every = 1; static_cast<int>(ticks.size()) > at_most; ++every)
        ticks = decade_ticks(range, coarse, every);
    return ticks.size() >= 2 ? ticks : nice_ticks(range, at_most, Scale::linear);
}

double round_decade(double value, bool up) {
    static constexpr std::array<double, 4> mantissas{1, 2, 5, 10};
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    if (up) {
        for (const double mantissa : mantissas)
            if (mantissa * decade >= value * (1 - slack))
                return mantissa * decade;
        return 10 * decade;
    }
    for (auto mantissa = mantissas.rbegin(); mantissa != mantissas.rend(); ++mantissa)
        if (*mantissa * decade <= value * (1 + slack))
            return *mantissa * decade;
    return decade;
}

Range grow_logarithmic(const std::optional<Range>& shown, const Range& data) {
    if (shown && shown->low > 0 && shown->contains(data) && std::log(data.high / data.low) >= 0.4 * std::log(shown->high / shown->low))
        return *shown;
    Range range{round_decade(data.low, false), round_decade(data.high, true)};
    if (range.high <= range.low)
        range = {range.low / 2, range.high * 2};
    return range;
}

} // namespace

double nice_ceiling(double value) {
    static constexpr std::array<double, 4> mantissas{1, 2, 2.5, 5};
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double mantissa : mantissas)
        if (mantissa * decade >= value * (1 - slack))
            return mantissa * decade;
    return 10 * decade;
}

Range grow(const std::optional<Range>& shown, const Range& data, Scale scale, double padding, int divisions) {
    if (scale == Scale::logarithmic)
        return grow_logarithmic(shown, data);
    const double size = std::max(std::abs(data.low), std::abs(data.high));
    const bool flat = data.span() <= size * 1e-12;
    if (shown && shown->contains(data) && !flat && data.span() >= 0.4 * shown->span())
        return *shown;
    const bool from_zero = data.low >= 0 && data.low <= 0.25 * data.high;
    // Constant data keep their axis as well, as long as they sit in its middle part.
    if (shown && flat && shown->contains(data) && shown->span() <= std::max(size, 1.0) * 2)
        return *shown;
    if (shown && from_zero && shown->low == 0 && shown->contains(data) && data.high >= 0.4 * shown->high)
        return *shown;
    Range wanted = data;
    if (flat)
        wanted = size > 0 ? Range{data.low - 0.1 * size, data.high + 0.1 * size} : Range{0, 1};
    else
        wanted = {data.low - padding * data.span(), data.high + padding * data.span()};
    if (data.low >= 0 && (from_zero || wanted.low < 0))
        wanted.low = 0;
    const double step = nice_ceiling(wanted.span() / divisions);
    return {std::floor(wanted.low / step + slack) * step + 0.0, std::ceil(wanted.high / step - slack) * step + 0.0};
}

std::vector<double> nice_ticks(const Range& range, int at_most, Scale scale) {
    if (!(range.span() > 0))
        return {};
    if (scale == Scale::logarithmic)
        return logarithmic_ticks(range, at_most);
    double step = nice_ceiling(range.span() / (at_most + 1));
    std::vector<double> ticks = multiples(range, step);
    while (static_cast<int>(ticks.size()) > at_most) {
        step = nice_ceiling(step * 1.01);
        ticks = multiples(range, step);
    }
    return ticks;
}

} // namespace overdamp
