// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/matrix_product.h"

#include <dlfcn.h>
#include <stdexcept>
#include <string>

namespace overdamp {

namespace {

/// oneDNN's C interface, version 1 and later: row-major C = alpha·op(A)·op(B) + beta·C; 0 is success.
using Sgemm = int (*)(char transpose_a, char transpose_b, std::int64_t rows, std::int64_t columns, std::int64_t inner, float alpha, const float* a,
                      std::int64_t stride_a, const float* b, std::int64_t stride_b, float beta, float* c, std::int64_t stride_c);

Sgemm sgemm() {
    static const auto function = reinterpret_cast<Sgemm>(::dlsym(RTLD_DEFAULT, "dnnl_sgemm"));
    return function;
}

} // namespace

bool has_matrix_product() { return sgemm() != nullptr; }

void matrix_product(float* c, std::int64_t stride, const StridedMatrix& a, const StridedMatrix& b, std::int64_t rows, std::int64_t columns,
                    std::int64_t inner, float scale, float keep) {
    const auto letter = [](const StridedMatrix& matrix) { return matrix.transposed ? 'T' : 'N'; };
    const int status = sgemm()(letter(a), letter(b), rows, columns, inner, scale, a.data, a.stride, b.data, b.stride, keep, c, stride);
    if (status != 0)
        throw std::runtime_error("oneDNN could not multiply matrices (status " + std::to_string(status) + ")");
}

} // namespace overdamp
