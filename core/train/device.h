// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run computes: device, threads, library versions. Free of LibTorch headers, so that every program may ask.
#pragma once

#include "core/settings/knobs.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace overdamp {

/// "cpu", "cuda" or "cuda:n" for training.device, resolving `auto`. Throws SettingsError if the build or machine lacks it.
std::string resolve_device(const std::string& device);

/// Whether a model on this resolved device computes in bfloat16. Where it is asked for, every device can.
bool computes_in_bfloat16(Precision precision, const std::string& device);

/// Number of physical cores that this process may run on; hyperthreads of one core count once.
std::int64_t physical_cores();

/// Makes LibTorch and its BLAS compute with `threads` threads on the calling thread; 0 takes physical_cores(). Returns the number.
std::int64_t use_threads(std::int64_t threads);

/// Environment variables by which the libraries compute faster here. OpenMP's threads sleep while they wait; they would otherwise spin, which starves
/// the window and, on a busy machine, training itself. Processors of AMD with AVX-512 do not slow down while they use it, so ATen is told to;
/// LibTorch 1.13 would not of itself. TCMalloc, where it is linked, would write a line for each tensor of a gigabyte.
std::vector<std::pair<const char*, const char*>> library_defaults();

/// Starts the program over with library_defaults() for what the environment does not say; the libraries read it before main() begins, so this is to
/// be called first there.
void prefer_fast_libraries(char** arguments);

/// "cpu, 2 threads" or "cuda:0, NVIDIA H100 80GB HBM3, bfloat16" of what resolve_device() gave; without a word on float32.
std::string device_description(const std::string& device, std::int64_t threads, Precision precision = Precision::float32);

/// Every device that training can use, in words; first the one that `auto` takes.
std::vector<std::string> device_descriptions();

/// Version of the LibTorch that is linked.
std::string libtorch_version();

} // namespace overdamp
