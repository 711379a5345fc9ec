// SPDX-License-Identifier: GPL-3.0-or-later
// Products of matrices of floats by oneDNN, which generates code for the processor at hand, where LibTorch brought it along.
#pragma once

#include <cstdint>

namespace overdamp {

/// A matrix of floats whose rows, or with `transposed` whose columns, lie `stride` numbers apart.
struct StridedMatrix {
    const float* data;
    std::int64_t stride;
    bool transposed;
};

/// False if the library is not in this program; matrix_product() must not be called then.
bool has_matrix_product();

/// C [rows, columns] = scale·A·B + keep·C, with rows of C `stride` numbers apart and A [rows, inner]. Throws std::runtime_error if the library refuses.
void matrix_product(float* c, std::int64_t stride, const StridedMatrix& a, const StridedMatrix& b, std::int64_t rows, std::int64_t columns,
                    std::int64_t inner, float scale, float keep);

} // namespace overdamp
