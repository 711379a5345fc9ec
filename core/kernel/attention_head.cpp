// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/attention_head.h"

#include "core/kernel/product.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace overdamp {

namespace {

constexpr std::int64_t block = 48; ///< queries at once: a multiple of the product's tile, with scores that stay in the second-level cache

std::int64_t padded(std::int64_t size) { return (size + lanes - 1) / lanes * lanes; }

/// Queries `first` to `first + rows` and the keys 0 to `keys` that any of them may see; rows of scores lie `stride` numbers apart.
struct Block {
    std::int64_t first, rows, keys, stride;
};

Block block_at(const AttentionHead& head, std::int64_t first) {
    const std::int64_t rows = std::min(block, head.time - first);
    return {first, rows, head.causal ? first + rows : head.time, padded(head.time)};
}

/// source [time, width] → [width, padded time], times `scale`.
void transpose(const float* source, const AttentionHead& head, float scale, std::vector<float>& target) {
    const std::int64_t stride = padded(head.time);
    target.assign(static_cast<std::size_t>(head.width * stride), 0);
    for (std::int64_t i = 0; i < head.time; ++i)
        for (std::int64_t d = 0; d < head.width; ++d)
            target[static_cast<std::size_t>(d * stride + i)] = scale * source[i * head.row + d];
}

float scale_of(const AttentionHead& head) { return 1 / std::sqrt(static_cast<float>(head.width)); }

[[gnu::always_inline]] inline void score(const AttentionHead& head, const Block& b, const float* keys, float* scores) {
    std::fill_n(scores, b.rows * b.stride, 0.0F);
    add_product(scores, b.stride, {head.queries + b.first * head.row, head.row}, keys, b.stride, b.rows, padded(b.keys), head.width);
    if (!head.mask)
        return;
    for (std::int64_t i = 0; i < b.rows; ++i) {
        const float* mask = head.mask + (b.first + i) * head.time;
#pragma omp simd
        for (std::int64_t j = 0; j < b.keys; ++j)
            scores[i * b.stride + j] += mask[j];
    }
}

/// How many keys a query of the block sees, apart from the mask.
[[gnu::always_inline]] inline std::int64_t seen(const AttentionHead& head, const Block& b, std::int64_t i) {
    return head.causal ? b.first + i + 1 : head.time;
}

/// Turns scores into softmax probabilities; returns the logarithm of the sum of exponentials.
[[gnu::always_inline]] inline float normalise(float* row, std::int64_t visible, std::int64_t keys) {
    float largest = -std::numeric_limits<float>::infinity(), sum = 0;
#pragma omp simd reduction(max : largest)
    for (std::int64_t j = 0; j < visible; ++j)
        largest = row[j] > largest ? row[j] : largest;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t j = 0; j < visible; ++j) {
        row[j] = exponential(row[j] - largest);
        sum += row[j];
    }
    const float inverse = 1 / sum;
#pragma omp simd
    for (std::int64_t j = 0; j < visible; ++j)
        row[j] *= inverse;
    std::fill(row + visible, row + keys, 0.0F);
    return largest + std::log(sum);
}

/// Turns scores into probabilities once more, knowing the logarithm of their sum; `slopes`, the gradient on them, becomes that on the scores.
[[gnu::always_inline]] inline void renormalise(float* row, float* slopes, std::int64_t visible, std::int64_t keys, float log_sum, float mean_slope) {
#pragma omp simd
    for (std::int64_t j = 0; j < visible; ++j) {
        row[j] = exponential(row[j] - log_sum);
        slopes[j] = row[j] * (slopes[j] - mean_slope);
    }
    std::fill(row + visible, row + keys, 0.0F);
    std::fill(slopes + visible, slopes + keys, 0.0F);
}

} // namespace

void attend(const AttentionHead& head, float* output, float* log_sum, float* received, AttentionScratch& scratch) {
    transpose(head.keys, head, scale_of(head), scratch.keys);
    scratch.scores.resize(static_cast<std::size_t>(block * padded(head.time)));
    for (std::int64_t first = 0; first < head.time; first += block) {
        const Block b = block_at(head, first);
        float* scores = scratch.scores.data();
        const float* keys = scratch.keys.data();
        vectorised([&]() __attribute__((always_inline)) {
            score(head, b, keys, scores);
            for (std::int64_t i = 0; i < b.rows; ++i) {
                float* row = scores + i * b.stride;
                log_sum[b.first + i] = normalise(row, seen(head, b, i), b.keys);
                if (received)
                    for (std::int64_t j = 0; j < b.keys; ++j)
                        received[j] += row[j];
                std::fill_n(output + (b.first + i) * head.output_row, head.width, 0.0F);
            }
            add_product(output + b.first * head.output_row, head.output_row, {scores, b.stride}, head.values, head.row, b.rows, head.width, b.keys);
        });
    }
}

void attend_to_cache(const float* query, const float* keys, const float* values, std::int64_t length, std::int64_t width, float* output, float* scores) {
    const float scale = 1 / std::sqrt(static_cast<float>(width));
    vectorised([=]() __attribute__((always_inline)) {
        for (std::int64_t j = 0; j < length; ++j) {
            float product = 0;
#pragma omp simd reduction(+ : product)
            for (std::int64_t d = 0; d < width; ++d)
                product += query[d] * keys[j * width + d];
            scores[j] = scale * product;
        }
        normalise(scores, length, length);
        std::fill_n(output, width, 0.0F);
        for (std::int64_t j = 0; j < length; ++j) {
            const float weight = scores[j];
#pragma omp simd
            for (std::int64_t d = 0; d < width; ++d)
                output[d] += weight * values[j * width + d];
        }
    });
}

void attend_backward(const AttentionHead& head, const float* output, const float* log_sum, const float* output_gradient, float* queries_gradient,
                     float* keys_gradient, float* values_gradient, AttentionScratch& scratch) {
    const float scale = scale_of(head);
    transpose(head.keys, head, scale, scratch.keys);
    transpose(head.values, head, 1, scratch.values);
    scratch.scores.resize(static_cast<std::size_t>(block * padded(head.time)));
    scratch.slopes.resize(scratch.scores.size());
    for (std::int64_t first = 0; first < head.time; first += block) {
        const Block b = block_at(head, first);
        float* scores = scratch.scores.data();
        float* slopes = scratch.slopes.data();
        const float *keys = scratch.keys.data(), *values = scratch.values.data();
        vectorised([&]() __attribute__((always_inline)) {
            const float* gradient = output_gradient + b.first * head.output_row;
            const float* out = output + b.first * head.output_row;
            score(head, b, keys, scores);
            std::fill_n(slopes, b.rows * b.stride, 0.0F);
            add_product(slopes, b.stride, {gradient, head.output_row}, values, b.stride, b.rows, padded(b.keys), head.width);
            for (std::int64_t i = 0; i < b.rows; ++i) {
                float mean_slope = 0;
#pragma omp simd reduction(+ : mean_slope)
                for (std::int64_t d = 0; d < head.width; ++d)
                    mean_slope += gradient[i * head.output_row + d] * out[i * head.output_row + d];
                renormalise(scores + i * b.stride, slopes + i * b.stride, seen(head, b, i), b.keys, log_sum[b.first + i], mean_slope);
            }
            add_product(values_gradient, head.row, {scores, 1, b.stride}, gradient, head.output_row, b.keys, head.width, b.rows);
            for (std::int64_t i = 0; i < b.rows; ++i)
#pragma omp simd
                for (std::int64_t j = 0; j < b.keys; ++j)
                    slopes[i * b.stride + j] *= scale;
            add_product(queries_gradient + b.first * head.row, head.row, {slopes, b.stride}, head.keys, head.row, b.rows, head.width, b.keys);
            add_product(keys_gradient, head.row, {slopes, 1, b.stride}, head.queries + b.first * head.row, head.row, b.keys, head.width, b.rows);
        });
    }
}

} // namespace overdamp
