// SPDX-License-Identifier: GPL-3.0-or-later
// GELU as a node of the autograd graph.
#pragma once

#include <ATen/core/Tensor.h>

namespace overdamp {

/// at::gelu(x, form) of any shape; `form` is "tanh" or "none". The tanh form of floats on the CPU takes our own loop.
at::Tensor activation(const at::Tensor& x, const char* form);

} // namespace overdamp
