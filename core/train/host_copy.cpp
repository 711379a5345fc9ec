// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/host_copy.h"

#include <ATen/ATen.h>

#ifdef OVERDAMP_CUDA
#include <ATen/cuda/CUDAEvent.h>
#endif

namespace overdamp {

namespace {

/// A copy that the device may still have to make; a GPU does so behind the host's back into pinned memory alone.
at::Tensor begin_copy(const at::Tensor& tensor) {
    at::Tensor copy = at::empty(tensor.sizes(), at::TensorOptions(at::kDouble).pinned_memory(tensor.is_cuda()));
    return copy.copy_(tensor.to(at::kDouble), true);
}

} // namespace

#ifdef OVERDAMP_CUDA

struct HostCopy::Event {
    at::cuda::CUDAEvent event;
};

HostCopy::HostCopy(const at::Tensor& tensor) : copy_(begin_copy(tensor)) {
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

HostCopy::HostCopy(const at::Tensor& tensor) : copy_(begin_copy(tensor)) {}

const at::Tensor& HostCopy::wait() const { return copy_; }

#endif

} // namespace overdamp
