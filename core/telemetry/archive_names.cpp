// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/archive_names.h"

#include "core/settings/text.h"
#include "core/telemetry/run_archive.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace overdamp {

std::optional<std::vector<std::string>> parts_of_archive_name(std::string_view name) {
    constexpr std::size_t longest_name = 1024, longest_part = 255;
    const auto is_forbidden = [](unsigned char letter) { return letter < 0x20 || letter == 0x7F || letter == '\\'; };
    if (name.empty() || name.size() > longest_name || std::ranges::any_of(name, is_forbidden) || find_invalid_utf8(name) != std::string_view::npos)
        return std::nullopt;
    std::vector<std::string> parts;
    for (std::size_t begin = 0, end = 0; end != name.size(); begin = end + 1) {
        end = std::min(name.find('/', begin), name.size());
        const std::string_view part = name.substr(begin, end - begin);
        if (part.empty() || part == "." || part == ".." || part.size() > longest_part)
            return std::nullopt;
        parts.emplace_back(part);
    }
    return parts;
}

bool is_left_out_of_archives(const std::vector<std::string>& parts) {
    return std::ranges::any_of(parts, [](const std::string& part) {
        return part.starts_with('.') || part == "__MACOSX" || part.ends_with(".tmp") || part.ends_with(".old");
    });
}

bool is_archive(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return false;
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 4> head{};
    stream.read(head.data(), head.size());
    return std::string_view(head.data(), static_cast<std::size_t>(stream.gcount())) == "PK\3\4";
}

} // namespace overdamp
