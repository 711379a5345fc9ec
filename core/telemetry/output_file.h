// SPDX-License-Identifier: GPL-3.0-or-later
// A large file that is written piece by piece and appears whole or not at all.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace overdamp {

/// The last name of a path, also where a slash ends it: "run" of "runs/run/".
std::string folder_name_of(const std::filesystem::path& path);

/// Writes to a temporary name beside `path`; what is not committed disappears.
class OutputFile {
  public:
    /// Throws FileError.
    explicit OutputFile(std::filesystem::path path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    std::ostream& stream() { return stream_; }
    /// Puts the file in its place. Throws FileError if anything could not be written.
    void commit();

  private:
    std::filesystem::path path_, temporary_;
    std::ofstream stream_;
    bool committed_ = false;
};

} // namespace overdamp
