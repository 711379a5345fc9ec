// SPDX-License-Identifier: GPL-3.0-or-later
// DTU: sparse attention with randomly drawn sets of keys, one draw a layer and step (Algorithm 6).
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace overdamp {

/// a₃ = max(1, round((1 − dropout)·visible)): how many of the visible positions a query keeps.
std::int64_t kept_keys(double dropout, std::int64_t visible);

/// For each of `time` queries, the kept keys among the positions that it sees, in rising order: i itself and kept_keys() − 1 of the others,
/// uniform without replacement. Query i sees 0 … i in causal attention, else all positions.
std::vector<std::vector<std::int64_t>> draw_key_sets(std::int64_t time, double dropout, bool causal, std::mt19937_64& stream);

} // namespace overdamp
