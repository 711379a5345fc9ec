// SPDX-License-Identifier: GPL-3.0-or-later
// GELU in its tanh form (Hendrycks and Gimpel 2016), as GPT-2 has it.
#pragma once

#include <span>

namespace overdamp {

/// y = x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2 for each x.
void gelu(std::span<const float> x, std::span<float> y);

/// Multiplies each of `gradient`, which is with respect to y, by dy/dx.
void gelu_backward(std::span<const float> x, std::span<float> gradient);

} // namespace overdamp
