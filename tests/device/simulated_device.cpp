// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/device/simulated_device.h"

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

/// The same memory, sizes and strides under the name of another device.
at::Tensor renamed(const at::Tensor& tensor, const c10::Device& other) {
    // The storage keeps the tensor whose memory it shows.
    auto kept = std::make_unique<at::Tensor>(tensor);
    void* const memory = tensor.storage().data_ptr().get();
    c10::DataPtr pointer(
        memory, kept.release(), [](void* context) { delete static_cast<at::Tensor*>(context); }, other);
    c10::Storage storage(c10::Storage::use_byte_size_t(), tensor.storage().nbytes(), std::move(pointer), c10::GetAllocator(c10::kCPU), true);
    const c10::DispatchKey key = other.is_cpu() ? c10::DispatchKey::CPU : c10::DispatchKey::PrivateUse1;
    at::Tensor alias = at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(key), tensor.dtype());
    alias.unsafeGetTensorImpl()->set_storage_offset(tensor.storage_offset());
    alias.unsafeGetTensorImpl()->set_sizes_and_strides(tensor.sizes(), tensor.strides());
    return alias;
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
        arguments_.emplace_back(tensor, renamed(tensor, c10::kCPU));
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
                    take(argument, renamed(tensor, device));
                return argument;
            }
        return renamed(tensor, device);
    }

    /// Gives `argument`, which its kernel has resized, the memory of `resized`.
    static void take(const at::Tensor& argument, const at::Tensor& resized) {
        argument.unsafeGetTensorImpl()->set_storage_keep_dtype(resized.storage());
        argument.unsafeGetTensorImpl()->set_storage_offset(resized.storage_offset());
        argument.unsafeGetTensorImpl()->set_sizes_and_strides(resized.sizes(), resized.strides());
    }

    std::string name_;
    std::vector<std::pair<at::Tensor, at::Tensor>> arguments_;
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
    const auto on_cpu = [](const at::Tensor& tensor) { return tensor.is_cpu() ? tensor : renamed(tensor, c10::kCPU); };
    on_cpu(target).copy_(on_cpu(source));
    return target;
}

} // namespace

std::int64_t waits_for_simulated_device() { return waits; }

} // namespace overdamp

C10_REGISTER_GUARD_IMPL(PrivateUse1, c10::impl::NoOpDeviceGuardImpl<c10::DeviceType::PrivateUse1>);

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) { library.impl("_copy_from", &overdamp::copy); }

TORCH_LIBRARY_IMPL(_, PrivateUse1, library) { library.fallback(torch::CppFunction::makeFromBoxedFunction<&overdamp::compute>()); }
