// SPDX-License-Identifier: GPL-3.0-or-later
// What the host made, brought to the device that computes.
#pragma once

#include <ATen/core/Tensor.h>

namespace overdamp {

/// `host` on `device`, which fetches it while the host goes on, a GPU from pinned memory, so that nothing waits for the work that it still has.
inline at::Tensor on_device(const at::Tensor& host, const at::Device& device) {
    return device.is_cuda() && host.device().is_cpu() ? host.pin_memory().to(device, true) : host.to(device, !device.is_cpu());
}

} // namespace overdamp
