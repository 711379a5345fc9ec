// SPDX-License-Identifier: GPL-3.0-or-later
// What the host made, brought to the device that computes.
#pragma once

#include <ATen/core/Tensor.h>

namespace overdamp {

/// `host` on `device`. A GPU fetches it from pinned memory while the host goes on, so that nothing waits for the work that the GPU still has.
inline at::Tensor on_device(const at::Tensor& host, const at::Device& device) {
    return device.is_cuda() && host.device().is_cpu() ? host.pin_memory().to(device, true) : host.to(device);
}

} // namespace overdamp
