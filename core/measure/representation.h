// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of the model's hidden states.
#pragma once

#include <ATen/core/Tensor.h>

namespace overdamp {

/// HᵀH of hidden states H [rows, width], in double: [width, width]. The matrices of several batches add up to that of all their rows.
at::Tensor gram_matrix(const at::Tensor& hidden);

/// Effective rank (Roy and Vetterli 2007) of the matrix whose Gram matrix this is: exp of the entropy of its singular values, divided by
/// their sum; between 1 and the width. The singular values are square roots of the Gram matrix's eigenvalues: in double that is good to 1e-8 of the
/// largest one, which is below the rounding of float hidden states. The states are not centred. NaN where they are 0 or not finite.
double effective_rank(const at::Tensor& gram);

} // namespace overdamp
