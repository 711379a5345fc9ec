// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/cross_seed.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace overdamp {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Ranks from 1; ties share the mean of theirs.
std::vector<double> ranks_of(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        for (std::size_t i = begin; i < end; ++i)
            ranks[order[i]] = 0.5 * static_cast<double>(begin + 1 + end);
    }
    return ranks;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    const double mean_x = mean(x), mean_y = mean(y);
    double xy = 0, xx = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : undefined;
}

} // namespace

double mean(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()); }

double spread(std::span<const double> values) {
    if (values.size() < 2)
        return undefined;
    const double middle = mean(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - middle) * (value - middle);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

double rank_correlation(std::span<const double> first, std::span<const double> second) {
    assert(first.size() == second.size());
    const auto unusable = [](double value) { return std::isnan(value); };
    if (first.size() < 2 || std::ranges::any_of(first, unusable) || std::ranges::any_of(second, unusable))
        return undefined;
    return correlation(ranks_of(first), ranks_of(second));
}

std::vector<std::vector<double>> pairwise_jensen_shannon(std::span<const WordCounts> runs) {
    std::vector<std::vector<double>> matrix(runs.size(), std::vector<double>(runs.size()));
    for (std::size_t i = 0; i < runs.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            matrix[i][j] = matrix[j][i] = jensen_shannon(runs[i], runs[j]);
    return matrix;
}

} // namespace overdamp
