// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a model that a selective update moves or leaves as a whole.
#pragma once

#include "core/model/parameters.h"

#include <string>
#include <vector>

namespace overdamp {

/// Consecutive parameters, and so one stretch of the flat buffers.
struct ParameterBlock {
    std::string name;         ///< "embedding", "attention 0", "MLP 0", …, "head"
    std::size_t first, end;   ///< indices of parameters: [first, end)
    std::int64_t offset, size; ///< coordinates of the flat buffer: [offset, offset + size)
};

/// Embedding, each layer's attention and MLP, head, in the order of the flat buffer; every parameter is in exactly one. A layer's norms belong to the
/// part that they stand beside. The tied token embedding belongs to the embedding alone, so the head is what else follows the last layer: the final
/// norm of GPT-2; transform, norm and bias of BERT.
std::vector<ParameterBlock> parameter_blocks(const Parameters& parameters);

} // namespace overdamp
