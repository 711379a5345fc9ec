// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/device/simulated_device.h"

#include "tests/device/device_memory.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <atomic>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <memory>
#include <set>
#include <string>
#include <torch/library.h>

namespace overdamp {

namespace {

const c10::Device device(simulated_device);

std::atomic<std::int64_t> waits = 0;

/// A tensor with these sizes and strides in that memory, which is as large as the storage of `like`.
at::Tensor in_memory(c10::DataPtr memory, const at::Tensor& like) {
    const c10::DispatchKey key = memory.device().is_cpu() ? c10::DispatchKey::CPU : c10::DispatchKey::PrivateUse1;
    c10::Storage storage(c10::Storage::use_byte_size_t(), like.storage().nbytes(), std::move(memory), c10::GetAllocator(c10::kCPU), true);
    at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(key), like.dtype());
    tensor.unsafeGetTensorImpl()->set_storage_offset(like.storage_offset());
    tensor.unsafeGetTensorImpl()->set_sizes_and_strides(like.sizes(), like.strides());
    return tensor;
}

/// What lies in that memory, which is a part of this tensor's, under the name of another device.
at::Tensor renamed(const at::Tensor& tensor, void* memory, const c10::Device& other) {
    auto kept = std::make_unique<at::Tensor>(tensor);
    const auto release = [](void* context) { delete static_cast<at::Tensor*>(context); };
    return in_memory({memory, kept.release(), release, other}, tensor);
}

/// A tensor of the device as the CPU's kernels take it.
at::Tensor for_kernel(const at::Tensor& tensor) {
    return renamed(tensor, DeviceMemory::instance().to_kernel(tensor.storage().data_ptr().get()), c10::kCPU);
}

/// What a kernel made, on the device.
at::Tensor from_kernel(const at::Tensor& tensor) {
    DeviceMemory& memory = DeviceMemory::instance();
    void* const bytes = tensor.storage().data_ptr().get();
    if (memory.is_of_kernel(bytes) || bytes == nullptr)
        return renamed(tensor, memory.to_device(bytes), device);
    return in_memory(memory.store(bytes, tensor.storage().nbytes(), device), tensor);
}

/// The arguments of one call as the CPU's kernel takes them.
class Translation {
  public:
    explicit Translation(const c10::OperatorHandle& operation) : name_(operation.schema().name()) {}

    c10::IValue to_cpu(const c10::IValue& value) {
        if (value.isTensor())
            return to_cpu(value.toTensor());
        if (value.isTensorList())
            return translated(value.toTensorList());
        if (value.isOptionalTensorList())
            return translated(value.toOptionalTensorList());
        if (value.isDevice())
            return c10::Device(c10::kCPU);
        return value;
    }

    /// What the kernel returned: an argument itself where it is one, else its result under the device's name.
    c10::IValue from_cpu(const c10::IValue& value) const {
        if (value.isTensor())
            return from_cpu(value.toTensor());
        if (value.isTensorList()) {
            c10::List<at::Tensor> list;
            for (const at::Tensor& tensor : value.toTensorVector())
                list.push_back(from_cpu(tensor));
            return list;
        }
        return value;
    }

  private:
    at::Tensor to_cpu(const at::Tensor& tensor) {
        if (!tensor.defined())
            return tensor;
        if (tensor.device() != device) {
            // GPUs take numbers of the host as they come.
            TORCH_CHECK(tensor.dim() == 0, name_, ": one tensor is on ", tensor.device(), ", another on ", device);
            arguments_.emplace_back(tensor, tensor);
            return tensor;
        }
        arguments_.emplace_back(tensor, for_kernel(tensor));
        return arguments_.back().second;
    }

    template <typename List> List translated(const List& list) {
        List result = list.copy();
        for (std::size_t i = 0; i < list.size(); ++i)
            result.set(i, to_cpu(c10::IValue(list.get(i))).template to<typename List::value_type>());
        return result;
    }

    at::Tensor from_cpu(const at::Tensor& tensor) const {
        if (!tensor.defined())
            return tensor;
        for (const auto& [argument, alias] : arguments_)
            if (alias.is_same(tensor)) {
                if (argument.sizes() != tensor.sizes())
                    take(argument, from_kernel(tensor));
                return argument;
            }
        return from_kernel(tensor);
    }

    /// Gives `argument`, which its kernel has resized, the memory of `resized`.
    static void take(const at::Tensor& argument, const at::Tensor& resized) {
        argument.unsafeGetTensorImpl()->set_storage_keep_dtype(resized.storage());
        argument.unsafeGetTensorImpl()->set_storage_offset(resized.storage_offset());
        argument.unsafeGetTensorImpl()->set_sizes_and_strides(resized.sizes(), resized.strides());
    }

    std::string name_;
    std::vector<std::pair<at::Tensor, at::Tensor>> arguments_; ///< and the kernel's name for each
};

bool is_waited_for(const std::string& name) {
    static const std::set<std::string> reading = {
        "aten::_local_scalar_dense", "aten::nonzero",           "aten::masked_select", "aten::equal", "aten::_unique2",
        "aten::unique_dim",          "aten::unique_consecutive"};
    return reading.count(name) > 0;
}

void compute(const c10::OperatorHandle& operation, torch::jit::Stack* stack) {
    const std::size_t arguments = operation.schema().arguments().size();
    const std::size_t begin = stack->size() - arguments;
    if (is_waited_for(operation.schema().name()))
        ++waits;
    Translation translation(operation);
    for (std::size_t i = begin; i < stack->size(); ++i)
        (*stack)[i] = translation.to_cpu((*stack)[i]);
    operation.callBoxed(stack);
    for (std::size_t i = begin; i < stack->size(); ++i)
        (*stack)[i] = translation.from_cpu((*stack)[i]);
}

/// Every copy that this device takes part in.
at::Tensor copy(const at::Tensor& source, const at::Tensor& target, bool asynchronous) {
    if (source.device() != target.device() && !asynchronous)
        ++waits;
    const auto reachable = [](const at::Tensor& tensor) { return tensor.is_cpu() ? tensor : for_kernel(tensor); };
    reachable(target).copy_(reachable(source));
    return target;
}

} // namespace

std::int64_t waits_for_simulated_device() { return waits; }

FullSimulatedDevice::FullSimulatedDevice(std::int64_t times) { DeviceMemory::instance().set_times_left(times); }

FullSimulatedDevice::~FullSimulatedDevice() { DeviceMemory::instance().set_times_left(DeviceMemory::no_limit); }

} // namespace overdamp

C10_REGISTER_GUARD_IMPL(PrivateUse1, c10::impl::NoOpDeviceGuardImpl<c10::DeviceType::PrivateUse1>);

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) { library.impl("_copy_from", &overdamp::copy); }

TORCH_LIBRARY_IMPL(_, PrivateUse1, library) { library.fallback(torch::CppFunction::makeFromBoxedFunction<&overdamp::compute>()); }
