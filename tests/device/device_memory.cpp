// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/device/device_memory.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <new>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace overdamp {

namespace {

constexpr std::size_t smallest = 64;

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category(), "no memory for the simulated device"); }

std::byte* map(int file, std::size_t size, int protection) {
    void* const memory = ::mmap(nullptr, size, protection, MAP_SHARED | MAP_NORESERVE, file, 0);
    if (memory == MAP_FAILED)
        fail();
    return static_cast<std::byte*>(memory);
}

} // namespace

DeviceMemory& DeviceMemory::instance() {
    static DeviceMemory* const memory = new DeviceMemory; // stays, for tensors that outlive main()
    return *memory;
}

DeviceMemory::DeviceMemory() {
    const int file = ::memfd_create("simulated device", MFD_CLOEXEC);
    if (file < 0 || ::ftruncate(file, capacity) != 0)
        fail();
    device_begin_ = map(file, capacity, PROT_NONE);
    kernel_begin_ = map(file, capacity, PROT_READ | PROT_WRITE);
    ::close(file); // the maps stay
}

std::size_t DeviceMemory::take(std::size_t size) {
    std::vector<std::size_t>& free = free_[size];
    std::size_t offset = used_;
    if (!free.empty()) {
        offset = free.back();
        free.pop_back();
    } else if (used_ + size > capacity) {
        throw std::bad_alloc();
    } else {
        used_ += size;
    }
    sizes_.emplace(offset, size);
    return offset;
}

c10::DataPtr DeviceMemory::store(const void* bytes, std::size_t size, const c10::Device& device) {
    if (times_left_.fetch_sub(1) <= 0)
        throw std::bad_alloc();
    std::size_t offset = 0;
    {
        const std::scoped_lock lock(mutex_);
        offset = take(std::bit_ceil(std::max(size, smallest)));
    }
    std::memcpy(kernel_begin_ + offset, bytes, size);
    return {device_begin_ + offset, device_begin_ + offset, &release, device};
}

void DeviceMemory::release(void* on_device) {
    DeviceMemory& memory = instance();
    const std::scoped_lock lock(memory.mutex_);
    const auto block = memory.sizes_.find(static_cast<std::size_t>(static_cast<std::byte*>(on_device) - memory.device_begin_));
    memory.free_[block->second].push_back(block->first);
    memory.sizes_.erase(block);
}

} // namespace overdamp
