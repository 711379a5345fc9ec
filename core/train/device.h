// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run computes: device, threads, library versions. Free of LibTorch headers, so that every program may ask.
#pragma once

#include <cstdint>
#include <string>

namespace overdamp {

/// "cpu", "cuda" or "cuda:n" for training.device, resolving `auto`. Throws SettingsError if the build or machine lacks it.
std::string resolve_device(const std::string& device);

/// Number of physical cores that this process may run on; hyperthreads of one core count once.
std::int64_t physical_cores();

/// Makes LibTorch and its BLAS compute with `threads` threads on the calling thread; 0 takes physical_cores(). Returns the number.
std::int64_t use_threads(std::int64_t threads);

/// Starts the program over with OpenMP's threads told to sleep while they wait, unless the environment already says how they wait. They would
/// otherwise spin, which starves the window and, on a busy machine, training itself. To be called first in main(): the OpenMP library reads the
/// variable before main() begins.
void wait_without_spinning(char** arguments);

/// "cpu, 2 threads" or the GPU's name.
std::string device_description(const std::string& device, std::int64_t threads);

/// What `auto` would compute with, in words.
std::string device_summary();

/// Version of the LibTorch that is linked.
std::string libtorch_version();

} // namespace overdamp
