// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/protocol_buffer.h"

#include <bit>

namespace overdamp {

MessageWriter& MessageWriter::whole(std::uint32_t field, std::uint64_t value) {
    varint(std::uint64_t{field} << 3);
    varint(value);
    return *this;
}

MessageWriter& MessageWriter::real(std::uint32_t field, double value) {
    varint(std::uint64_t{field} << 3 | static_cast<std::uint64_t>(WireType::fixed64));
    append_little_endian(text_, std::bit_cast<std::uint64_t>(value), 8);
    return *this;
}

MessageWriter& MessageWriter::single(std::uint32_t field, float value) {
    varint(std::uint64_t{field} << 3 | static_cast<std::uint64_t>(WireType::fixed32));
    append_little_endian(text_, std::bit_cast<std::uint32_t>(value), 4);
    return *this;
}

MessageWriter& MessageWriter::bytes(std::uint32_t field, std::string_view value) {
    varint(std::uint64_t{field} << 3 | static_cast<std::uint64_t>(WireType::bytes));
    varint(value.size());
    text_ += value;
    return *this;
}

void MessageWriter::varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        text_ += static_cast<char>(value | 0x80);
    text_ += static_cast<char>(value);
}

double Field::real() const { return std::bit_cast<double>(value); }

float Field::single() const { return std::bit_cast<float>(static_cast<std::uint32_t>(value)); }

std::optional<Field> MessageReader::next() {
    if (rest_.empty())
        return std::nullopt;
    const std::uint64_t key = varint();
    Field field{.number = static_cast<std::uint32_t>(key >> 3), .type = static_cast<WireType>(key & 7)};
    if (key >> 3 == 0 || key >> 32 != 0)
        throw FormatError("a field has a number that no field can have");
    switch (field.type) {
    case WireType::varint:
        field.value = varint();
        break;
    case WireType::fixed64:
        field.value = little_endian(take(8));
        break;
    case WireType::bytes:
        field.bytes = take(varint());
        break;
    case WireType::fixed32:
        field.value = little_endian(take(4));
        break;
    default:
        throw FormatError("a field is of an unknown type");
    }
    return field;
}

std::optional<std::uint64_t> MessageReader::next_varint() { return rest_.empty() ? std::nullopt : std::optional(varint()); }

std::uint64_t MessageReader::varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(take(1).front());
        value |= std::uint64_t{byte & 0x7Fu} << shift;
        if (byte < 0x80)
            return value;
    }
    throw FormatError("a number is longer than 10 bytes");
}

std::string_view MessageReader::take(std::uint64_t count) {
    if (count > rest_.size())
        throw FormatError("a field says that it has more bytes than there are");
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
}

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << 8 * i;
    return value;
}

void append_little_endian(std::string& text, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i)
        text += static_cast<char>(value >> 8 * i);
}

} // namespace overdamp
