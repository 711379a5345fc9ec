// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/gpus.h"

#ifdef OVERDAMP_CUDA
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAFunctions.h>
#endif

namespace overdamp {

std::vector<Gpu> gpus() {
    std::vector<Gpu> found;
#ifdef OVERDAMP_CUDA
    for (c10::DeviceIndex device = 0; device < c10::cuda::device_count(); ++device) {
        const cudaDeviceProp& properties = *at::cuda::getDeviceProperties(device);
        found.push_back({properties.name, properties.totalGlobalMem, properties.major, properties.minor});
    }
#endif
    return found;
}

std::string cuda_version() {
#ifdef OVERDAMP_CUDA
    return std::to_string(CUDART_VERSION / 1000) + "." + std::to_string(CUDART_VERSION % 1000 / 10);
#else
    return {};
#endif
}

} // namespace overdamp
