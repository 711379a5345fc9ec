// SPDX-License-Identifier: GPL-3.0-or-later
// Measures across runs that differ by seed or by one knob.
#pragma once

#include "core/measure/distribution.h"

#include <span>
#include <vector>

namespace overdamp {

/// NaN for no values.
double mean(std::span<const double> values);

/// Sample standard deviation, with n − 1; NaN for fewer than two values.
double spread(std::span<const double> values);

/// Spearman's rank correlation of paired values, in [−1, 1]; ties take their mean rank. NaN for fewer than two pairs, where one side is constant, and
/// where a value is NaN.
double rank_correlation(std::span<const double> first, std::span<const double> second);

/// Jensen-Shannon divergences of the runs' unigram distributions, nats, a symmetric matrix with a diagonal of 0; NaN beside an empty run.
std::vector<std::vector<double>> pairwise_jensen_shannon(std::span<const WordCounts> runs);

} // namespace overdamp
