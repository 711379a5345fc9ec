// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/representation.h"

#include <ATen/ATen.h>
#include <cmath>
#include <limits>

namespace overdamp {

at::Tensor gram_matrix(const at::Tensor& hidden) {
    const at::Tensor rows = hidden.to(at::kDouble);
    return at::mm(rows.t(), rows);
}

double effective_rank(const at::Tensor& gram) {
    const at::Tensor matrix = gram.to(at::kCPU);
    if (!matrix.isfinite().all().item<bool>() || matrix.trace().item<double>() <= 0)
        return std::numeric_limits<double>::quiet_NaN();
    const at::Tensor singular = at::linalg_eigvalsh(matrix).clamp_min(0).sqrt();
    const at::Tensor shares = singular / singular.sum();
    return std::exp(-at::xlogy(shares, shares).sum().item<double>());
}

} // namespace overdamp
