// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes named by their content, and bytes in JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace overdamp {

/// 128-bit FNV-1a of the bytes as 32 hexadecimal digits: recognises damage and names cache files; no protection against forgery.
std::string content_hash(std::string_view bytes);

/// RFC 4648, section 4, with padding.
std::string to_base64(std::string_view bytes);

/// The bytes; nothing if `text` is not what to_base64() writes.
std::optional<std::string> from_base64(std::string_view text);

} // namespace overdamp
