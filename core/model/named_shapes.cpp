// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/named_shapes.h"

#include "core/model/gpt2.h"

#include <array>
#include <functional>
#include <numeric>

namespace overdamp {

namespace {

constexpr std::array<NamedShape, 7> shapes{{{"nano", 2, 64, 4},
                                            {"micro", 4, 128, 2},
                                            {"mini", 6, 384, 6},
                                            {"small", 12, 768, 12},
                                            {"1b", 24, 1792, 14},
                                            {"2b", 32, 2304, 18},
                                            {"3b", 36, 2560, 20}}};

} // namespace

std::span<const NamedShape> named_shapes() { return shapes; }

std::int64_t parameter_count(const Shape& shape) {
    std::int64_t total = 0;
    for (const ParameterSpec& spec : gpt2_parameters(shape))
        total += std::accumulate(spec.shape.begin(), spec.shape.end(), std::int64_t{1}, std::multiplies<>());
    return total;
}

std::string named_shapes_reference() {
    std::string page = "# Sizes\n\nSet the three knobs of a row; parameters of gpt2 with a vocabulary of 50257 and a context of 1024.\n\n"
                       "| name | `model.layers` | `model.width` | `model.heads` | parameters |\n|---|---|---|---|---|\n";
    for (const NamedShape& shape : shapes) {
        page += "| " + std::string(shape.name) + " |";
        const std::int64_t count =
            parameter_count({.layers = shape.layers, .width = shape.width, .heads = shape.heads, .context = 1024, .vocabulary = 50257});
        for (const std::int64_t number : {shape.layers, shape.width, shape.heads, count})
            page += ' ' + std::to_string(number) + " |";
        page += '\n';
    }
    return page;
}

} // namespace overdamp
