// SPDX-License-Identifier: GPL-3.0-or-later
// Softmax attention of one head of one sequence, block of queries by block, so that the scores never exist as a whole (Dao et al. 2022).
#pragma once

#include <cstdint>
#include <vector>

namespace overdamp {

/// Where a head's numbers lie. Positions are `row` numbers apart in queries, keys and values, `output_row` in the output.
struct AttentionHead {
    const float* queries;
    const float* keys;
    const float* values;
    std::int64_t time, width; ///< positions; numbers a head has at each
    std::int64_t row, output_row;
    bool causal;              ///< a query sees only itself and what stands before it
    const float* mask;        ///< [time, time], added to the scores: 0 or −∞; null for none. Every query must see a key
};

/// Memory for one head after the other; grows as needed.
struct AttentionScratch {
    std::vector<float> keys, values, scores, slopes;
};

/// output [time, width] = softmax(queries·keysᵀ / √width + mask)·values, and log_sum [time], the logarithm of each query's sum of exponentials.
/// Adds to received [time], if not null, each key's probabilities, summed over the queries.
void attend(const AttentionHead& head, float* output, float* log_sum, float* received, AttentionScratch& scratch);

/// output [width] = what one query [width] takes from `length` keys and values, whose rows of `width` numbers lie one behind the other. `scores` has
/// room for `length` numbers.
void attend_to_cache(const float* query, const float* keys, const float* values, std::int64_t length, std::int64_t width, float* output, float* scores);

/// Adds to the gradients of queries, keys and values (which lie as those do) what follows from the output's gradient, which lies as the output does.
void attend_backward(const AttentionHead& head, const float* output, const float* log_sum, const float* output_gradient, float* queries_gradient,
                     float* keys_gradient, float* values_gradient, AttentionScratch& scratch);

} // namespace overdamp
