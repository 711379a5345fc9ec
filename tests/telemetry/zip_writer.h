// SPDX-License-Identifier: GPL-3.0-or-later
// Writes zip files (APPNOTE 6.3.10) with any name, attribute and size, as honest programs would not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct ZipFile {
    std::string name;
    std::string content;
    std::uint16_t mode = 0100644;      ///< Unix file type and permissions
    std::uint32_t claimed = 0xFFFFFFFF; ///< unpacked size that the archive says; this for the true one
    bool deflated = false;             ///< one stored block of a deflate stream; else stored as it is
    bool encrypted = false;            ///< only says so
};

inline void put(std::string& text, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> 8 * i);
}

inline std::uint32_t crc32(const std::string& bytes) {
    std::uint32_t value = ~0u;
    for (const unsigned char byte : bytes) {
        value ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            value = value >> 1 ^ (value & 1 ? 0xEDB88320u : 0u);
    }
    return ~value;
}

/// What the local and the central header of a file share, from the version on.
inline std::string zip_header(const ZipFile& file, const std::string& packed) {
    std::string header;
    put(header, 20, 2);
    put(header, file.encrypted ? 1 : 0, 2);
    put(header, file.deflated ? 8 : 0, 2);
    put(header, 0x5C210000, 4); // 2026-01-01
    put(header, crc32(file.content), 4);
    put(header, static_cast<std::uint32_t>(packed.size()), 4);
    put(header, file.claimed == 0xFFFFFFFF ? static_cast<std::uint32_t>(file.content.size()) : file.claimed, 4);
    put(header, static_cast<std::uint32_t>(file.name.size()), 2);
    put(header, 0, 2);
    return header;
}

inline std::string zip_of(const std::vector<ZipFile>& files) {
    std::string archive, directory;
    for (const ZipFile& file : files) {
        std::string packed = file.content;
        if (file.deflated) {
            const auto size = static_cast<std::uint32_t>(packed.size());
            std::string block("\1");
            put(block, size, 2);
            put(block, ~size, 2);
            packed.insert(0, block);
        }
        const std::string header = zip_header(file, packed);
        const auto place = static_cast<std::uint32_t>(archive.size());
        archive += "PK\3\4" + header + file.name + packed;
        directory += "PK\1\2";
        put(directory, 3 << 8 | 20, 2); // made on Unix
        directory += header;
        put(directory, 0, 6); // no comment, first disk, no internal attributes
        put(directory, static_cast<std::uint32_t>(file.mode) << 16, 4);
        put(directory, place, 4);
        directory += file.name;
    }
    const auto begin = static_cast<std::uint32_t>(archive.size());
    archive += directory + std::string("PK\5\6\0\0\0\0", 8);
    for (int i = 0; i < 2; ++i)
        put(archive, static_cast<std::uint32_t>(files.size()), 2);
    put(archive, static_cast<std::uint32_t>(directory.size()), 4);
    put(archive, begin, 4);
    put(archive, 0, 2);
    return archive;
}
