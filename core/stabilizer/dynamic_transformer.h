// SPDX-License-Identifier: GPL-3.0-or-later
// DTU: sparse attention over randomly drawn positions, one draw a layer and step (Algorithm 6).
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace overdamp {

/// a₃ = max(1, round((1 − dropout)·visible)): how many of the visible positions are kept.
std::int64_t kept_keys(double dropout, std::int64_t visible);

/// A position of score s ∈ [0, 1] is drawn with a weight of score_floor + (1 − score_floor)·s, so that one of score 0 stays possible.
inline constexpr double score_floor = 0.01;

/// `count` different indices of `weights`, in rising order, drawn one after the other, each with P(j) ∝ weights[j] among those left. The weights
/// are above 0. Takes the largest log weights[j] + Gumbel noise (Kool et al. 2019), in the form of the first arrivals of an exponential race.
std::vector<std::int64_t> sample_by_weight(std::mt19937_64& stream, std::span<const double> weights, std::int64_t count);

/// For each of `time` queries, the kept keys among the positions that it sees, in rising order: i itself and kept_keys() − 1 of the others, without
/// replacement; P(j) follows `scores` [≥ time], or is uniform without scores. Query i sees 0 … i in causal attention, else all positions.
std::vector<std::vector<std::int64_t>> draw_key_sets(std::int64_t time, double dropout, bool causal, std::mt19937_64& stream,
                                                     std::span<const double> scores = {});

/// The kept_keys() of `time` positions that one layer's queries, keys and values share (144), in rising order; scores as above.
std::vector<std::int64_t> draw_positions(std::int64_t time, double dropout, std::mt19937_64& stream, std::span<const double> scores = {});

} // namespace overdamp
