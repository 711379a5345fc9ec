// SPDX-License-Identifier: GPL-3.0-or-later
// A device that is not the CPU, on every machine: LibTorch's "privateuseone:0", whose kernels are the CPU's. As a GPU does, it refuses to compute
// with tensors that lie elsewhere, its memory is out of the host's reach, and it counts how often the host had to wait for it.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace overdamp {

inline constexpr const char* simulated_device = "privateuseone:0";

/// Times so far that a GPU in its place would have been waited for: numbers read by the host, copies to or from it that are not asynchronous, and
/// operators whose result has a shape that depends on values.
std::int64_t waits_for_simulated_device();

/// While one lives, the simulated device has no memory left once it was asked for some that many times: what needs more throws std::bad_alloc.
class FullSimulatedDevice {
  public:
    explicit FullSimulatedDevice(std::int64_t times = 0);
    ~FullSimulatedDevice();
    FullSimulatedDevice(const FullSimulatedDevice&) = delete;
    FullSimulatedDevice& operator=(const FullSimulatedDevice&) = delete;
};

} // namespace overdamp
