// SPDX-License-Identifier: GPL-3.0-or-later
// The sizes of models that have a name.
#pragma once

#include "core/model/transformer.h"

#include <span>
#include <string>
#include <string_view>

namespace overdamp {

/// A name for the knobs model.layers, model.width and model.heads together.
struct NamedShape {
    std::string_view name;
    std::int64_t layers, width, heads;
};

/// nano (the defaults) to 3b, smallest first; small is GPT-2's.
std::span<const NamedShape> named_shapes();

/// Number of a GPT-2's parameters, counted without allocating any.
std::int64_t parameter_count(const Shape& shape);

/// The named shapes as Markdown, with their parameters at GPT-2's vocabulary (50257) and context (1024).
std::string named_shapes_reference();

} // namespace overdamp
