// SPDX-License-Identifier: GPL-3.0-or-later
// The memory of the simulated device. It is mapped twice: where its tensors say that it is, the host can neither read nor write, so that touching it
// there ends the program, as on a GPU; the kernels find the same bytes elsewhere.
#pragma once

#include <atomic>
#include <c10/core/Allocator.h>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <mutex>
#include <vector>

namespace overdamp {

class DeviceMemory {
  public:
    static DeviceMemory& instance();

    /// New memory with a copy of these bytes, at its address on the device. Throws std::bad_alloc where the device is full.
    c10::DataPtr store(const void* bytes, std::size_t size, const c10::Device& device);
    /// How many times more it can be asked for some; no limit at first.
    void set_times_left(std::int64_t times) { times_left_ = times; }
    static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

    /// Whether a kernel has the address from to_kernel().
    bool is_of_kernel(const void* address) const { return address >= kernel_begin_ && address < kernel_begin_ + capacity; }
    void* to_kernel(void* on_device) const { return on_device ? kernel_begin_ + (static_cast<std::byte*>(on_device) - device_begin_) : nullptr; }
    void* to_device(void* of_kernel) const { return of_kernel ? device_begin_ + (static_cast<std::byte*>(of_kernel) - kernel_begin_) : nullptr; }

  private:
    DeviceMemory();
    /// Offset of that many bytes, a power of two.
    std::size_t take(std::size_t size);
    static void release(void* on_device);

    static constexpr std::size_t capacity = std::size_t{16} << 30; // pages are taken when they are written

    std::byte *device_begin_, *kernel_begin_;
    std::atomic<std::int64_t> times_left_ = no_limit;
    std::mutex mutex_;
    std::size_t used_ = 0;
    std::map<std::size_t, std::size_t> sizes_;             ///< by offset, of what is in use
    std::map<std::size_t, std::vector<std::size_t>> free_; ///< offsets by size
};

} // namespace overdamp
