// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/device.h"

#include "core/train/gpus.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <cstdlib>
#include <dlfcn.h>
#include <fstream>
#include <sched.h>
#include <set>
#include <torch/version.h>
#include <unistd.h>

namespace overdamp {

namespace {

/// n of "cuda:n"; 0 of "cuda".
std::size_t index_of(const std::string& device) { return device.size() > 5 ? std::stoull(device.substr(5)) : 0; }

} // namespace

std::string resolve_device(const std::string& device) {
    if (device == "auto")
        return at::hasCUDA() ? "cuda" : "cpu";
    if (device.starts_with("cuda")) {
        const std::int64_t devices = at::hasCUDA() ? at::detail::getCUDAHooks().getNumGPUs() : 0;
        if (static_cast<std::int64_t>(index_of(device)) >= devices)
            throw SettingsError("training.device: " + device + " is not there; this build and machine have " + std::to_string(devices) +
                                " CUDA devices. Use cpu or auto");
    }
    return device;
}

bool computes_in_bfloat16(Precision precision, const std::string& device) {
    if (precision != Precision::automatic || !device.starts_with("cuda"))
        return precision == Precision::bfloat16;
    constexpr int first_with_bfloat16 = 8; // compute capability
    const std::vector<Gpu> devices = gpus();
    const std::size_t index = index_of(device);
    return index < devices.size() && devices[index].major >= first_with_bfloat16;
}

std::int64_t physical_cores() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    std::set<std::string> cores;
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (!CPU_ISSET(cpu, &allowed))
            continue;
        std::ifstream siblings("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list");
        std::string core;
        cores.insert(std::getline(siblings, core) ? core : std::to_string(cpu));
    }
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(cores.size()));
}

std::int64_t use_threads(std::int64_t threads) {
    const std::int64_t count = threads > 0 ? threads : physical_cores();
    at::set_num_threads(static_cast<int>(count));
    // LibTorch does not tell OpenBLAS, which would otherwise start a thread for every hyperthread.
    if (const auto set_blas_threads = reinterpret_cast<void (*)(int)>(::dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
        set_blas_threads(static_cast<int>(count));
    return count;
}

std::vector<std::pair<const char*, const char*>> library_defaults() {
    std::vector<std::pair<const char*, const char*>> defaults = {{"OMP_WAIT_POLICY", "passive"},
                                                                 {"TCMALLOC_LARGE_ALLOC_REPORT_THRESHOLD", "9223372036854775807"}};
#if defined(__x86_64__)
    if (__builtin_cpu_is("amd") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        defaults.emplace_back("ATEN_CPU_CAPABILITY", "avx512");
#endif
    return defaults;
}

void prefer_fast_libraries(char** arguments) {
    bool changed = false;
    for (const auto& [variable, value] : library_defaults())
        changed |= std::getenv(variable) == nullptr && ::setenv(variable, value, 1) == 0;
    if (changed)
        ::execv("/proc/self/exe", arguments); // returns only if it failed, and then the program goes on as it is
}

std::string device_description(const std::string& device, std::int64_t threads, Precision precision) {
    const std::string numbers = computes_in_bfloat16(precision, device) ? ", bfloat16" : "";
    if (device == "cpu")
        return "cpu, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads") + numbers;
    if (!device.starts_with("cuda"))
        return device + numbers;
    const std::vector<Gpu> devices = gpus();
    const std::size_t index = index_of(device);
    return (index < devices.size() ? "cuda:" + std::to_string(index) + ", " + devices[index].name : device) + numbers;
}

std::vector<std::string> device_descriptions() {
    std::vector<std::string> descriptions;
    const std::vector<Gpu> devices = gpus();
    for (std::size_t index = 0; index < devices.size(); ++index) {
        const Gpu& gpu = devices[index];
        descriptions.push_back("cuda:" + std::to_string(index) + ", " + gpu.name + ", " + std::to_string(gpu.memory >> 30) +
                               " GiB, compute capability " + std::to_string(gpu.major) + "." + std::to_string(gpu.minor));
    }
    descriptions.push_back(device_description("cpu", physical_cores()));
    return descriptions;
}

std::string libtorch_version() { return TORCH_VERSION; }

} // namespace overdamp
