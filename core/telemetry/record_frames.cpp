// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/record_frames.h"

#include "core/telemetry/protocol_buffer.h"

#include <algorithm>
#include <array>

namespace overdamp {

namespace {

constexpr std::size_t head_size = 12, tail_size = 4;

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = value >> 1 ^ (value & 1 ? 0x82F63B78u : 0u);
        table[byte] = value;
    }
    return table;
}

/// TensorFlow's way to keep checksums of bytes that hold checksums apart.
std::uint32_t masked(std::uint32_t checksum) { return (checksum >> 15 | checksum << 17) + 0xA282EAD8u; }

std::uint32_t masked_checksum(std::string_view bytes) { return masked(crc32c(bytes)); }

} // namespace

std::uint32_t crc32c(std::string_view bytes) {
    static constexpr std::array<std::uint32_t, 256> table = make_table();
    std::uint32_t value = 0xFFFFFFFF;
    for (const char byte : bytes)
        value = value >> 8 ^ table[(value ^ static_cast<unsigned char>(byte)) & 0xFF];
    return ~value;
}

std::string framed(std::string_view record) {
    std::string text;
    text.reserve(head_size + record.size() + tail_size);
    append_little_endian(text, record.size(), 8);
    append_little_endian(text, masked_checksum(text), 4);
    text += record;
    append_little_endian(text, masked_checksum(record), 4);
    return text;
}

bool begins_with_frame(std::string_view bytes) {
    return bytes.size() >= head_size && little_endian(bytes.substr(8, 4)) == masked_checksum(bytes.substr(0, 8));
}

std::optional<std::string_view> FrameReader::next() {
    for (;;) {
        std::array<char, head_size> head{};
        stream_.read(head.data(), head.size());
        if (static_cast<std::size_t>(stream_.gcount()) < head.size())
            return std::nullopt;
        const std::string_view bytes(head.data(), head.size());
        if (!begins_with_frame(bytes))
            throw FormatError("the record at byte " + std::to_string(offset_) + " has a damaged length");
        const std::uint64_t length = little_endian(bytes.substr(0, 8));
        const std::uint64_t begin = offset_;
        offset_ += head_size + length + tail_size;
        if (length > longest_record) {
            stream_.ignore(static_cast<std::streamsize>(std::min<std::uint64_t>(length, std::uint64_t{1} << 62) + tail_size));
            continue;
        }
        record_.resize(length + tail_size);
        stream_.read(record_.data(), static_cast<std::streamsize>(record_.size()));
        if (static_cast<std::size_t>(stream_.gcount()) < record_.size())
            return std::nullopt;
        const std::string_view record = std::string_view(record_).substr(0, length);
        if (little_endian(std::string_view(record_).substr(length)) != masked_checksum(record))
            throw FormatError("the record at byte " + std::to_string(begin) + " is damaged: its checksum is another one");
        return record;
    }
}

} // namespace overdamp
