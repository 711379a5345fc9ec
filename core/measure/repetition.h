// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of how much generated text repeats itself.
#pragma once

#include "core/measure/distribution.h"

namespace overdamp {

/// Distinct n-grams / n-grams of all sequences, n-grams not crossing sequences (Li et al. 2016); NaN if there are none.
double distinct_n(const WordSequences& sample, std::size_t n);

/// Percent of 4-grams that occurred before in their own sequence (Welleck et al. 2019, seq-rep-4); NaN if there are none.
double repeated_4grams(const WordSequences& sample);

/// Length in tokens of the longest run that occurs at least twice (overlaps count) in one sequence, averaged over the sequences; NaN if there are none.
double longest_repeat(const WordSequences& sample);

} // namespace overdamp
