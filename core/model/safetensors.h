// SPDX-License-Identifier: GPL-3.0-or-later
// The safetensors format: what a file holds and where. Free of LibTorch, for it has to be fuzzed. The reader trusts nothing that it finds.
#pragma once

#include "core/model/checkpoint_error.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// A tensor in a file.
struct StoredTensor {
    std::string name;
    std::string type; ///< F32, F64, F16, BF16, I64, I32, I16, I8, U8 or BOOL
    std::vector<std::int64_t> shape;
    std::string_view data; ///< as many bytes as shape and type ask for, little-endian
};

/// The tensors of a whole file, in the order of their data; `bytes` must outlive them. Sizes, offsets, gaps, overlaps, data types, nesting and duplicate names are
/// checked. Throws CheckpointError that does not name the file.
std::vector<StoredTensor> parse_safetensors(std::string_view bytes);

/// The file that holds `tensors`, whose names are distinct.
std::string safetensors_file(const std::vector<StoredTensor>& tensors);

} // namespace overdamp
