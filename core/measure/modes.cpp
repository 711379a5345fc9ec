// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/modes.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace overdamp {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Log of the sum of exponentials.
double log_sum(std::span<const double> logs) {
    const double largest = std::ranges::max(logs);
    double sum = 0;
    for (const double log : logs)
        sum += std::exp(log - largest);
    return largest + std::log(sum);
}

} // namespace

std::size_t modes_holding(std::vector<double> masses, double epsilon) {
    std::ranges::sort(masses, std::greater{});
    const double total = std::accumulate(masses.begin(), masses.end(), 0.0);
    // The hair keeps a share of exactly 1 − ε from being lost to rounding.
    const double wanted = (1 - epsilon) * total - 1e-12 * total;
    double held = 0;
    std::size_t modes = 0;
    while (modes < masses.size() && held < wanted)
        held += masses[modes++];
    return modes;
}

double mode_words(const WordSequences& sample) {
    std::vector<double> masses;
    for (const auto& [token, count] : word_counts(sample))
        masses.push_back(static_cast<double>(count));
    return masses.empty() ? undefined : static_cast<double>(modes_holding(std::move(masses)));
}

SentenceModes sentence_modes(std::span<const double> empirical, std::span<const double> log_probabilities) {
    assert(empirical.size() == log_probabilities.size());
    SentenceModes modes{undefined, undefined, undefined, undefined, undefined, undefined};
    if (empirical.empty() || !std::ranges::all_of(log_probabilities, [](double log) { return std::isfinite(log); }))
        return modes;
    const double log_mass = log_sum(log_probabilities);
    modes = {.mass = std::exp(log_mass), .kl_forward = 0, .kl_reverse = 0, .entropy = 0, .surviving = 0, .holding = 0};
    std::vector<double> masses;
    for (std::size_t k = 0; k < empirical.size(); ++k) {
        const double log_empirical = std::log(empirical[k]), log_model = log_probabilities[k], log_on_support = log_model - log_mass;
        const double on_support = std::exp(log_on_support);
        modes.kl_forward += empirical[k] * (log_empirical - log_model);
        modes.kl_reverse += on_support * (log_on_support - log_empirical);
        modes.entropy -= on_support * log_on_support;
        modes.surviving += log_model >= log_empirical - std::log(2.0);
        masses.push_back(on_support);
    }
    modes.holding = static_cast<double>(modes_holding(std::move(masses)));
    return modes;
}

} // namespace overdamp
