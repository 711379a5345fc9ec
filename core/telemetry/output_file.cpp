// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/output_file.h"

#include "core/settings/text.h"

#include <cerrno>
#include <cstring>

namespace overdamp {

std::string folder_name_of(const std::filesystem::path& path) {
    const std::filesystem::path clean = std::filesystem::absolute(path).lexically_normal();
    return (clean.has_filename() ? clean : clean.parent_path()).filename().string();
}

OutputFile::OutputFile(std::filesystem::path path)
    : path_(std::move(path)), temporary_(path_.string() + ".tmp"), stream_(temporary_, std::ios::binary | std::ios::trunc) {
    if (!stream_)
        throw FileError("cannot write " + path_.string() + ": " + std::strerror(errno));
}

OutputFile::~OutputFile() {
    std::error_code ignored;
    if (!committed_)
        std::filesystem::remove(temporary_, ignored);
}

void OutputFile::commit() {
    errno = 0;
    stream_.close();
    if (!stream_)
        throw FileError("cannot write " + path_.string() + ": " + (errno != 0 ? std::strerror(errno) : "the disk may be full"));
    std::error_code error;
    std::filesystem::rename(temporary_, path_, error);
    if (error)
        throw FileError("cannot write " + path_.string() + ": " + error.message());
    committed_ = true;
}

} // namespace overdamp
