// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors in safetensors files. The reader trusts nothing that it finds in one.
#pragma once

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

namespace overdamp {

/// A checkpoint file that is damaged or does not fit. The message names the file and what is wrong.
class CheckpointError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

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
