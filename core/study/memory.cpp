// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/memory.h"

#include "core/study/pace.h"
#include "core/train/device.h"

#include <algorithm>

namespace overdamp {

namespace {

constexpr double libraries = 400e6; ///< and the corpus

/// Value, gradient and AdamW's two moments are float32 everywhere; with bfloat16 the model has copies of value and gradient.
double bytes_of_parameter(const Knobs& knobs, bool bfloat16) { return 4 * 4 + (bfloat16 ? 2 * 2 : 0) + (knobs.optimizer.weight_average > 0 ? 4 : 0); }

/// Numbers that a layer keeps of a token for the backward pass, in widths: its input, both normalisations, queries, keys and values, what attention
/// mixed, once more with the heads side by side, the sum after it, and both sides of GELU, which are four times as wide.
constexpr double widths_of_layer = 1 + 2 + 3 + 2 + 1 + 2 * 4;

/// Of the predictions, which are computed for some rows at a time.
double bytes_of_predictions(const Knobs& knobs, bool on_cpu) {
    constexpr double tensors = 6;
    const double chunk = on_cpu ? 1 << 18 : 1 << 27; // numbers, as the objective takes them
    const auto all = static_cast<double>(knobs.training.batch * knobs.model.context * knobs.language.vocabulary);
    return 4 * tensors * std::min(chunk, all);
}

} // namespace

double memory_estimate(const Knobs& knobs, const std::string& device) {
    const bool bfloat16 = computes_in_bfloat16(knobs.training.precision, device);
    const auto numbers = static_cast<double>(knobs.training.batch * knobs.model.context * knobs.model.layers * knobs.model.width);
    return libraries + bytes_of_parameter(knobs, bfloat16) * parameter_estimate(knobs) + (bfloat16 ? 2 : 4) * widths_of_layer * numbers +
           bytes_of_predictions(knobs, device == "cpu");
}

} // namespace overdamp
