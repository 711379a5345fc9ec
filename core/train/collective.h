// SPDX-License-Identifier: GPL-3.0-or-later
// What the processes that train one model do together, through LibTorch's c10d.
#pragma once

#include "core/train/rendezvous.h"

#include <ATen/core/Tensor.h>

namespace overdamp {

/// The connected processes, as one of them sees them. All of them must call the same functions in the same order; each call waits for the others and
/// throws WorldError if one of them is gone.
class Collective {
  public:
    struct Groups;

    Collective(const WorldPlace& place, std::unique_ptr<Groups> groups);
    ~Collective();
    Collective(const Collective&) = delete;
    Collective& operator=(const Collective&) = delete;

    std::int64_t rank() const { return rank_; }
    std::int64_t size() const { return size_; }

    /// Replaces the values of a contiguous tensor on any device by their sums over all processes: the same bits on each.
    void sum(const at::Tensor& tensor) const;
    /// Replaces the values of a contiguous tensor on any device by rank 0's.
    void spread(const at::Tensor& tensor) const;
    /// Rank 0's text.
    std::string spread(const std::string& text) const;

  private:
    std::int64_t rank_, size_;
    std::unique_ptr<Groups> groups_;
};

} // namespace overdamp
