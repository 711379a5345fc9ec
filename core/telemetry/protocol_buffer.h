// SPDX-License-Identifier: GPL-3.0-or-later
// The wire format of Protocol Buffers: messages are written and read field by field, without schemas.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace overdamp {

/// Bytes that are not what their format says. The message says why; whoever reads adds file and place.
class FormatError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Builds one message. A message within it is added by its text().
class MessageWriter {
  public:
    MessageWriter& whole(std::uint32_t field, std::uint64_t value);
    MessageWriter& real(std::uint32_t field, double value);
    MessageWriter& single(std::uint32_t field, float value);
    MessageWriter& bytes(std::uint32_t field, std::string_view value);

    const std::string& text() const { return text_; }

  private:
    void varint(std::uint64_t value);

    std::string text_;
};

/// How a field's value is stored.
enum class WireType : std::uint32_t { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

struct Field {
    std::uint32_t number = 0;
    WireType type = WireType::varint;
    std::uint64_t value = 0;     ///< varint, fixed64, fixed32: as stored
    std::string_view bytes = {}; ///< bytes: a text, a message, or packed values

    /// The value of a fixed64 field as a double; not for other types.
    double real() const;
    /// The value of a fixed32 field as a float; not for other types.
    float single() const;
};

/// Reads the fields of a message in the order in which they stand there. The bytes must outlive it.
class MessageReader {
  public:
    explicit MessageReader(std::string_view message) : rest_(message) {}

    /// The next field; nothing at the end. Throws FormatError.
    std::optional<Field> next();
    /// The next of packed varints; nothing at the end. Throws FormatError.
    std::optional<std::uint64_t> next_varint();

  private:
    std::uint64_t varint();
    std::string_view take(std::uint64_t count);

    std::string_view rest_;
};

/// A number of `bytes` bytes, at most 8, the least significant first.
std::uint64_t little_endian(std::string_view bytes);

/// Appends the `count` least significant bytes of a number, the least significant first.
void append_little_endian(std::string& text, std::uint64_t value, int count);

} // namespace overdamp
