// SPDX-License-Identifier: GPL-3.0-or-later
// Small text files read and written whole, and the error that names them.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace overdamp {

/// A file that could not be read or written. The message holds the path and the system's reason.
class FileError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Marks a label of the Qt-free tables for translation; `lupdate` knows it as an alias of QT_TRANSLATE_NOOP.
constexpr const char* translatable(const char* text) { return text; }

/// The whole content of `path`. Throws FileError.
std::string read_text(const std::filesystem::path& path);

/// Writes `content` to a temporary name beside `path`, syncs and renames it, so that `path` holds either
/// its old content or all of the new one. Throws FileError.
void write_text(const std::filesystem::path& path, std::string_view content);

/// What the JSON library says without its own names for it: "[json.exception.parse_error.101] parse error at line 1, …" → "parse error at line 1, …".
std::string without_exception_names(std::string message);

/// Length in bytes of the UTF-8 sequence at the start of `text`, which is not empty; 0 if it is not valid (RFC 3629, section 4).
std::size_t utf8_sequence_length(std::string_view text);

/// A character and the bytes that it takes.
struct CodePoint {
    char32_t point;
    std::size_t length;
};

/// The first character of `text`, which is not empty; an invalid byte is U+FFFD of length 1.
CodePoint first_code_point(std::string_view text);

/// Appends the UTF-8 form of a character.
void append_utf8(std::string& text, char32_t point);

/// Byte offset of the first invalid UTF-8 sequence in `text`, or std::string_view::npos.
std::size_t find_invalid_utf8(std::string_view text);

} // namespace overdamp
