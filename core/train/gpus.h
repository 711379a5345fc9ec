// SPDX-License-Identifier: GPL-3.0-or-later
// The CUDA devices of this build and machine. Free of LibTorch headers, so that every program may ask.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace overdamp {

struct Gpu {
    std::string name;
    std::uint64_t memory = 0; ///< bytes
    int major = 0;            ///< of the compute capability
    int minor = 0;            ///< of the compute capability
};

/// CUDA devices in their order, which training.device counts from cuda:0; none without a driver, or if LibTorch was built without CUDA.
std::vector<Gpu> gpus();

/// Version of CUDA that LibTorch was built with, "13.0"; empty if with none.
std::string cuda_version();

} // namespace overdamp
