// SPDX-License-Identifier: GPL-3.0-or-later
// Products of small matrices in place, where a library's start would cost more than the work.
#pragma once

#include "core/kernel/vectors.h"

#include <type_traits>

namespace overdamp {

/// A matrix somewhere in memory: element (i, j) is data[i·row + j·column].
struct MatrixView {
    const float* data;
    std::int64_t row, column = 1;
};

/// 16 numbers side by side; the compiler splits them where the machine's vectors are shorter.
using Lanes = float __attribute__((vector_size(64)));
inline constexpr std::int64_t lanes = 16;

/// Rows i to i + rows and columns j to j + width of C += A·B.
template <int rows, typename Width>
[[gnu::always_inline]] inline void add_tile(float* c, std::int64_t c_row, const MatrixView& a, const float* b, std::int64_t b_row, std::int64_t inner,
                                            Width width) {
    Lanes sums[rows] = {};
    for (int r = 0; r < rows; ++r)
        std::memcpy(&sums[r], c + r * c_row, width * sizeof(float));
    for (std::int64_t k = 0; k < inner; ++k) {
        Lanes line = {};
        std::memcpy(&line, b + k * b_row, width * sizeof(float));
        for (int r = 0; r < rows; ++r)
            sums[r] += a.data[r * a.row + k * a.column] * line;
    }
    for (int r = 0; r < rows; ++r)
        std::memcpy(c + r * c_row, &sums[r], width * sizeof(float));
}

template <typename Width>
[[gnu::always_inline]] inline void add_tiles(float* c, std::int64_t c_row, const MatrixView& a, const float* b, std::int64_t b_row, std::int64_t rows,
                                             std::int64_t inner, Width width) {
    constexpr int tall = 6; // six rows fill the registers of AVX2 as well
    std::int64_t i = 0;
    for (; i + tall <= rows; i += tall)
        add_tile<tall>(c + i * c_row, c_row, {a.data + i * a.row, a.row, a.column}, b, b_row, inner, width);
    for (; i < rows; ++i)
        add_tile<1>(c + i * c_row, c_row, {a.data + i * a.row, a.row, a.column}, b, b_row, inner, width);
}

/// C += A·B with C [rows, columns] and B [inner, columns], whose rows lie `c_row` and `b_row` numbers apart. To be inlined into vectorised().
[[gnu::always_inline]] inline void add_product(float* c, std::int64_t c_row, const MatrixView& a, const float* b, std::int64_t b_row, std::int64_t rows,
                                               std::int64_t columns, std::int64_t inner) {
    std::int64_t j = 0;
    for (; j + lanes <= columns; j += lanes)
        add_tiles(c + j, c_row, a, b + j, b_row, rows, inner, std::integral_constant<std::size_t, sizeof(Lanes) / sizeof(float)>());
    if (j < columns)
        add_tiles(c + j, c_row, a, b + j, b_row, rows, inner, static_cast<std::size_t>(columns - j));
}

} // namespace overdamp
