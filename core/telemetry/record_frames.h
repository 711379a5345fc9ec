// SPDX-License-Identifier: GPL-3.0-or-later
// TFRecord: records of bytes in a file, each framed by its length and checksums.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace overdamp {

/// CRC-32C (Castagnoli, RFC 3720, appendix B.4) of the bytes.
std::uint32_t crc32c(std::string_view bytes);

/// The record with its frame: length (8 bytes), its masked checksum (4), the bytes, their masked checksum (4).
std::string framed(std::string_view record);

/// Whether the bytes begin as framed() does; 12 of them say so.
bool begins_with_frame(std::string_view bytes);

/// Reads the records of a stream.
class FrameReader {
  public:
    /// Longer records, which hold pictures or whole models, are passed over.
    static constexpr std::uint64_t longest_record = 1 << 26;

    /// The stream must outlive the reader.
    explicit FrameReader(std::istream& stream) : stream_(stream) {}

    /// The next record; nothing at the end, or where the last one is cut off, as while it is being written. Throws FormatError with the byte at which
    /// a frame is damaged.
    std::optional<std::string_view> next();

  private:
    std::istream& stream_;
    std::uint64_t offset_ = 0;
    std::string record_;
};

} // namespace overdamp
