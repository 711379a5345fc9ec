// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weights.h"

#include "core/model/safetensors.h"
#include "core/settings/text.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace overdamp {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors is little-endian");

constexpr std::array<std::pair<const char*, at::ScalarType>, 10> data_types{{{"F32", at::kFloat},
                                                                             {"F64", at::kDouble},
                                                                             {"F16", at::kHalf},
                                                                             {"BF16", at::kBFloat16},
                                                                             {"I64", at::kLong},
                                                                             {"I32", at::kInt},
                                                                             {"I16", at::kShort},
                                                                             {"I8", at::kChar},
                                                                             {"U8", at::kByte},
                                                                             {"BOOL", at::kBool}}};

at::ScalarType scalar_type(const std::string& name) {
    return std::ranges::find_if(data_types, [&](const auto& type) { return name == type.first; })->second;
}

const char* type_name(const at::Tensor& tensor) {
    const auto found = std::ranges::find_if(data_types, [&](const auto& type) { return tensor.scalar_type() == type.second; });
    if (found == data_types.end())
        throw std::logic_error("data type cannot be saved");
    return found->first;
}

} // namespace

void save_tensors(const NamedTensors& tensors, const std::filesystem::path& path) {
    std::vector<at::Tensor> hosts;
    std::vector<StoredTensor> stored;
    for (const auto& [name, tensor] : tensors) {
        const at::Tensor& host = hosts.emplace_back(tensor.detach().to(at::kCPU).contiguous());
        stored.push_back({name, type_name(host), host.sizes().vec(), {static_cast<const char*>(host.data_ptr()), host.nbytes()}});
    }
    write_text(path, safetensors_file(stored));
}

NamedTensors parse_tensors(std::string_view bytes, const std::string& origin) {
    try {
        NamedTensors tensors;
        for (const StoredTensor& stored : parse_safetensors(bytes)) {
            at::Tensor tensor = at::empty(stored.shape, at::TensorOptions(scalar_type(stored.type)));
            if (!stored.data.empty())
                std::memcpy(tensor.data_ptr(), stored.data.data(), stored.data.size());
            tensors.emplace(stored.name, tensor);
        }
        return tensors;
    } catch (const CheckpointError& error) {
        throw CheckpointError(origin + ": " + error.what());
    }
}

NamedTensors load_tensors(const std::filesystem::path& path) { return parse_tensors(read_text(path), path.string()); }

} // namespace overdamp
