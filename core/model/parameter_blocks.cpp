// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/parameter_blocks.h"

#include <ATen/ATen.h>

namespace overdamp {

namespace {

/// The block of a parameter by its Hugging Face name.
std::string block_name(std::string_view name) {
    for (const std::string_view layers : {"transformer.h.", "bert.encoder.layer."}) {
        if (!name.starts_with(layers))
            continue;
        const std::string_view rest = name.substr(layers.size());
        const std::size_t dot = rest.find('.');
        const std::string_view part = rest.substr(dot + 1);
        const bool attention = part.starts_with("ln_1") || part.starts_with("attn") || part.starts_with("attention");
        return (attention ? "attention " : "MLP ") + std::string(rest.substr(0, dot));
    }
    return name.starts_with("transformer.ln_f") || name.starts_with("cls.") ? "head" : "embedding";
}

} // namespace

std::vector<ParameterBlock> parameter_blocks(const Parameters& parameters) {
    std::vector<ParameterBlock> blocks;
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < parameters.count(); ++i) {
        const std::string name = block_name(parameters.spec(i).name);
        const std::int64_t size = parameters[i].numel();
        if (blocks.empty() || blocks.back().name != name)
            blocks.push_back({.name = name, .first = i, .end = i, .offset = offset, .size = 0});
        blocks.back().end = i + 1;
        blocks.back().size += size;
        offset += size;
    }
    return blocks;
}

} // namespace overdamp
