// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of mode collapse: how few words or sentences hold nearly all of the mass.
#pragma once

#include "core/measure/distribution.h"

#include <cstddef>
#include <span>
#include <vector>

namespace overdamp {

/// ε of Definition 3.2: a set of modes S must hold P(S) ≥ 1 − ε (7).
inline constexpr double collapse_epsilon = 0.05;

/// The smallest number of entries that hold at least 1 − ε of the sum of all; 0 if that is 0.
std::size_t modes_holding(std::vector<double> masses, double epsilon = collapse_epsilon);

/// The smallest number of token types that make up at least 1 − ε of the sample (7); NaN for an empty sample.
double mode_words(const WordSequences& sample);

/// How a model's exact distribution of whole sentences P_θ compares with P_emp on its support S₀. P̃_θ is P_θ divided by its mass on S₀.
struct SentenceModes {
    double mass;       ///< P_θ(S₀), in [0, 1]
    double kl_forward; ///< KL(P_emp‖P_θ), nats: P_θ as it is, so that mass off S₀ counts; the loss of a whole sentence less H(P_emp) (26)
    double kl_reverse; ///< KL(P̃_θ‖P_emp), nats: P_θ itself has mass where P_emp is 0, which would make it infinite; that mass is 1 − `mass`
    double entropy;    ///< H(P̃_θ), nats; at most the log of the number of sentences
    double surviving;  ///< number of sentences with P_θ(y) ≥ ½·P_emp(y)
    double holding;    ///< smallest number of sentences that hold 1 − ε of P̃_θ (7)
};

/// `empirical`: P_emp of each sentence, all > 0, summing to 1. `log_probabilities`: log P_θ of each, nats. Everything is NaN where one of these is.
SentenceModes sentence_modes(std::span<const double> empirical, std::span<const double> log_probabilities);

} // namespace overdamp
