// SPDX-License-Identifier: GPL-3.0-or-later
// The linear map, the work horse of every block.
#pragma once

#include <ATen/core/Tensor.h>

namespace overdamp {

/// scale·x·weight + bias of x [rows, inputs] with weight [inputs, outputs] and bias [outputs], as at::addmm(). Floats on the CPU take oneDNN where it is there.
at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, double scale = 1);

/// The same without gradient.
at::Tensor linear_values(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, double scale);

/// out = scale·a·b + keep·out, without gradient; `out` [rows, columns] has its rows in one piece. As at::addmm_out().
void multiply_into(at::Tensor& out, const at::Tensor& a, const at::Tensor& b, double scale = 1, double keep = 0);

} // namespace overdamp
