// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of a device on their way to the host.
#pragma once

#include <ATen/core/Tensor.h>
#include <memory>

namespace overdamp {

/// A copy that a GPU makes when it comes to it, while the host goes on.
class HostCopy {
  public:
    explicit HostCopy(const at::Tensor& tensor);

    /// The copy, double, once it has been made; later work of the GPU is not waited for.
    const at::Tensor& wait() const;

  private:
    struct Event;
    at::Tensor copy_;
    std::shared_ptr<const Event> made_; ///< null: there is nothing to wait for
};

} // namespace overdamp
