// SPDX-License-Identifier: GPL-3.0-or-later
// What the host made, brought to the device that computes.
#pragma once

#include <ATen/core/Tensor.h>

namespace overdamp {

/// `host` on `device`. A device that is not the CPU fetches it while the host goes on, so that nothing waits for the work that the device still has;
/// a GPU can do so from pinned memory alone.
inline at::Tensor on_device(const at::Tensor& host, const at::Device& device) {
    if (device.is_cpu() || !host.device().is_cpu())
        return host.to(device);
    return (device.is_cuda() ? host.pin_memory() : host).to(device, true);
}

} // namespace overdamp
