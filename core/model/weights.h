// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors in safetensors files. The reader trusts nothing that it finds in one.
#pragma once

#include "core/model/checkpoint_error.h"

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <map>
#include <string>

namespace overdamp {

using NamedTensors = std::map<std::string, at::Tensor>;

/// Writes the file whole: temporary name, sync, rename. Tensors may be on any device; float32, float64 and int64 are kept as they are.
/// Throws FileError.
void save_tensors(const NamedTensors& tensors, const std::filesystem::path& path);

/// All tensors of a safetensors file, on the CPU. Sizes, offsets, gaps, overlaps, data types, nesting and duplicate names are checked.
/// Throws CheckpointError for a damaged file, FileError if it cannot be read.
NamedTensors load_tensors(const std::filesystem::path& path);

/// The same from memory; `origin` is named in errors.
NamedTensors parse_tensors(std::string_view bytes, const std::string& origin);

} // namespace overdamp
