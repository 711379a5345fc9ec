// SPDX-License-Identifier: GPL-3.0-or-later
// A safetensors file. What is accepted can be written and read again, and nothing is left over.
#include "core/model/safetensors.h"
#include "tests/fuzz/scratch.h"

#include <algorithm>

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const std::vector<StoredTensor> tensors = parse_safetensors(text_of(data, size));
        const std::string file = safetensors_file(tensors);
        const std::vector<StoredTensor> again = parse_safetensors(file);
        require(std::ranges::is_permutation(tensors, again, [](const StoredTensor& one, const StoredTensor& other) {
            return one.name == other.name && one.type == other.type && one.shape == other.shape && one.data == other.data;
        }));
    } catch (const CheckpointError&) {
    }
    return 0;
}
