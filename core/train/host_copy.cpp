// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/host_copy.h"

#include <ATen/ATen.h>

#ifdef OVERDAMP_CUDA
#include <ATen/cuda/CUDAEvent.h>
#endif

namespace overdamp {

#ifdef OVERDAMP_CUDA

struct HostCopy::Event {
    at::cuda::CUDAEvent event;
};

HostCopy::HostCopy(const at::Tensor& tensor) : copy_(tensor.to(at::kDouble).to(at::kCPU, at::kDouble, true)) {
    if (!tensor.is_cuda())
        return;
    const auto event = std::make_shared<Event>();
    event->event.record(at::cuda::getCurrentCUDAStream(tensor.device().index()));
    made_ = event;
}

const at::Tensor& HostCopy::wait() const {
    if (made_)
        made_->event.synchronize();
    return copy_;
}

#else

struct HostCopy::Event {};

HostCopy::HostCopy(const at::Tensor& tensor) : copy_(tensor.to(at::kDouble).to(at::kCPU, at::kDouble, true)) {}

const at::Tensor& HostCopy::wait() const { return copy_; }

#endif

} // namespace overdamp
