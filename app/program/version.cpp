// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program/version.h"

#include "core/train/device.h"
#include "core/train/gpus.h"

namespace overdamp {

std::string_view program_version() { return OVERDAMP_VERSION; }

ProgramVersion this_version() { return {.version = std::string(program_version()), .commit = std::string(program_commit())}; }

std::string version_and_commit() { return to_text(this_version()); }

std::string version_report(std::string_view program) {
    std::string report = std::string(program) + ' ' + version_and_commit() + "\nLibTorch " + libtorch_version();
    if (!cuda_version().empty())
        report += ", CUDA " + cuda_version() + (gpus().empty() ? " (no CUDA device found)" : "");
    for (const std::string& device : device_descriptions())
        report += '\n' + device;
    return report;
}

} // namespace overdamp
