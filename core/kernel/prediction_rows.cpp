// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/prediction_rows.h"

#include "core/kernel/vectors.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace overdamp {

namespace {

/// The softmax of a row is e / sum with e = exp(x − shift); `weighted` is Σ e·(x − shift).
struct Softmax {
    float shift, sum, weighted;
};

[[gnu::always_inline]] inline float largest_of(const float* x, std::size_t size) {
    float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
    for (std::size_t i = 0; i < size; ++i)
        largest = x[i] > largest ? x[i] : largest;
    return largest;
}

/// Adds the sums of a part of a row. Keeps the exponentials in `kept` if there is one.
[[gnu::always_inline]] inline void add_part(Softmax& row, const float* x, std::size_t size, float* kept) {
    float sum = 0, weighted = 0;
    if (kept) {
#pragma omp simd reduction(+ : sum, weighted)
        for (std::size_t i = 0; i < size; ++i) {
            const float distance = x[i] - row.shift, e = exponential(distance);
            kept[i] = e;
            sum += e;
            weighted += e * distance;
        }
    } else {
#pragma omp simd reduction(+ : sum, weighted)
        for (std::size_t i = 0; i < size; ++i) {
            const float distance = x[i] - row.shift, e = exponential(distance);
            sum += e;
            weighted += e * distance;
        }
    }
    row.sum += sum;
    row.weighted += weighted;
}

[[gnu::always_inline]] inline Softmax softmax(const float* x, std::size_t size, float* kept) {
    // One running sum of a large vocabulary would lose the small terms where no vector splits it.
    constexpr std::size_t part = 1024;
    Softmax row{largest_of(x, size), 0, 0};
    for (std::size_t begin = 0; begin < size; begin += part)
        add_part(row, x + begin, std::min(part, size - begin), kept ? kept + begin : nullptr);
    return row;
}

[[gnu::always_inline]] inline void write_gradient(float* x, const float* e, std::size_t size, const Softmax& row, float factor, float strength,
                                                  float entropy) {
    const float scale = factor / row.sum;
    if (strength == 0) {
#pragma omp simd
        for (std::size_t i = 0; i < size; ++i)
            x[i] = e[i] * scale;
        return;
    }
    const float constant = 1 - strength * (entropy - row.shift - std::log(row.sum));
#pragma omp simd
    for (std::size_t i = 0; i < size; ++i)
        x[i] = e[i] * scale * (constant - strength * x[i]);
}

PredictedRow measured(const Softmax& row, float target_logit) {
    const float log_sum = std::log(row.sum);
    return {row.shift + log_sum - target_logit, log_sum - row.weighted / row.sum};
}

} // namespace

PredictedRow predict_row(std::span<float> logits, std::int64_t target, float factor, float strength, std::span<float> scratch) {
    assert(scratch.size() >= logits.size());
    float* x = logits.data();
    float* e = scratch.data();
    const std::size_t size = logits.size();
    const float target_logit = x[target];
    PredictedRow result{};
    vectorised([&]() __attribute__((always_inline)) {
        const Softmax row = softmax(x, size, e);
        result = measured(row, target_logit);
        write_gradient(x, e, size, row, factor, strength, result.entropy);
    });
    x[target] -= factor;
    return result;
}

PredictedRow measure_row(std::span<const float> logits, std::int64_t target) {
    const float* x = logits.data();
    const std::size_t size = logits.size();
    Softmax row{};
    vectorised([&]() __attribute__((always_inline)) { row = softmax(x, size, nullptr); });
    return measured(row, x[target]);
}

} // namespace overdamp
