// SPDX-License-Identifier: GPL-3.0-or-later
// What the fuzzers share.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

/// A folder of this process in memory, for readers that want files.
class Scratch {
  public:
    Scratch() : folder(std::filesystem::path("/dev/shm") / ("overdamp-fuzz-" + std::to_string(::getpid()))) { std::filesystem::create_directories(folder); }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    void write(const char* name, std::string_view content) const { std::ofstream(folder / name, std::ios::binary) << content; }

    const std::filesystem::path folder;
};

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

/// Ends the program, which libFuzzer takes for a finding, unless `condition` holds.
inline void require(bool condition) {
    if (!condition)
        std::abort();
}
