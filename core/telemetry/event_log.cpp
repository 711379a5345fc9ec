// SPDX-License-Identifier: GPL-3.0-or-later
// Scalars of TensorBoard event files.
#include "core/telemetry/foreign_log.h"

#include "core/telemetry/protocol_buffer.h"
#include "core/telemetry/record_frames.h"

#include <bit>
#include <cmath>
#include <map>
#include <optional>

namespace overdamp {

namespace {

// TensorFlow's numbers of element types.
constexpr std::uint64_t type_float = 1, type_double = 2, type_int32 = 3, type_int64 = 9;

/// Whether a tensor's shape has one element.
bool is_one_element(std::string_view shape) {
    MessageReader reader(shape);
    while (const auto field = reader.next()) {
        if (field->number != 2 || field->type != WireType::bytes)
            continue;
        MessageReader dimension(field->bytes);
        std::uint64_t size = 0;
        while (const auto part = dimension.next())
            if (part->number == 1 && part->type == WireType::varint)
                size = part->value;
        if (size != 1)
            return false;
    }
    return true;
}

/// The value of the bytes that a tensor of one element holds.
std::optional<double> stored_element(std::uint64_t type, std::string_view bytes) {
    const std::uint64_t bits = bytes.size() <= 8 ? little_endian(bytes) : 0;
    if (bytes.size() == 4 && type == type_float)
        return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    if (bytes.size() == 4 && type == type_int32)
        return static_cast<std::int32_t>(bits);
    if (bytes.size() == 8 && type == type_double)
        return std::bit_cast<double>(bits);
    if (bytes.size() == 8 && type == type_int64)
        return static_cast<double>(static_cast<std::int64_t>(bits));
    return std::nullopt;
}

/// The element of a list field: float_val, double_val, int_val or int64_val, packed or not.
std::optional<double> listed_element(std::uint64_t type, const Field& field) {
    if (field.number == 5 && type == type_float)
        return field.type == WireType::fixed32 ? std::optional<double>(field.single()) : stored_element(type, field.bytes);
    if (field.number == 6 && type == type_double)
        return field.type == WireType::fixed64 ? std::optional(field.real()) : stored_element(type, field.bytes);
    if ((field.number == 7 && type == type_int32) || (field.number == 10 && type == type_int64)) {
        const auto value = field.type == WireType::varint ? std::optional(field.value) : MessageReader(field.bytes).next_varint();
        return value ? std::optional(static_cast<double>(static_cast<std::int64_t>(*value))) : std::nullopt;
    }
    return std::nullopt;
}

/// The number that a tensor holds; nothing if it holds anything else.
std::optional<double> tensor_value(std::string_view tensor) {
    std::uint64_t type = 0;
    std::optional<double> value;
    MessageReader types(tensor);
    while (const auto field = types.next())
        if (field->number == 1 && field->type == WireType::varint)
            type = field->value;
    MessageReader reader(tensor);
    while (const auto field = reader.next()) {
        if (field->number == 2 && field->type == WireType::bytes && !is_one_element(field->bytes))
            return std::nullopt;
        if (field->number == 4 && field->type == WireType::bytes)
            value = stored_element(type, field->bytes);
        else if (const auto element = listed_element(type, *field))
            value = element;
    }
    return value;
}

/// The plugin that a summary is for, "scalars", "text", …; empty if it does not say.
std::string plugin_in(std::string_view metadata) {
    MessageReader reader(metadata);
    while (const auto field = reader.next()) {
        if (field->number != 1 || field->type != WireType::bytes)
            continue;
        MessageReader plugin(field->bytes);
        while (const auto part = plugin.next())
            if (part->number == 1 && part->type == WireType::bytes)
                return std::string(part->bytes);
    }
    return {};
}

class EventReader {
  public:
    explicit EventReader(ForeignLog& log) : log_(log) {
        for (std::size_t i = 0; i < log.series.size(); ++i) {
            places_[log.series[i].name] = i;
            values_ += log.series[i].values.size();
        }
    }

    void read(std::string_view event) {
        LoggedValue when;
        std::string_view summary;
        MessageReader reader(event);
        while (const auto field = reader.next()) {
            if (field->number == 1 && field->type == WireType::fixed64)
                when.wall = field->real();
            else if (field->number == 2 && field->type == WireType::varint)
                when.step = static_cast<std::int64_t>(field->value);
            else if (field->number == 5 && field->type == WireType::bytes)
                summary = field->bytes;
        }
        MessageReader values(summary);
        while (const auto field = values.next())
            if (field->number == 1 && field->type == WireType::bytes)
                read_value(field->bytes, when);
    }

  private:
    void read_value(std::string_view message, LoggedValue value) {
        std::string tag;
        std::optional<double> number;
        MessageReader reader(message);
        std::string plugin;
        while (const auto field = reader.next()) {
            if (field->number == 1 && field->type == WireType::bytes)
                tag = field->bytes;
            else if (field->number == 2 && field->type == WireType::fixed32)
                number = field->single();
            else if (field->number == 8 && field->type == WireType::bytes)
                number = tensor_value(field->bytes);
            else if (field->number == 9 && field->type == WireType::bytes)
                plugin = plugin_in(field->bytes);
        }
        if (!plugin.empty())
            plugins_[tag] = plugin; // later summaries of the tag leave it out
        const auto known = plugins_.find(tag);
        if (!number || (known != plugins_.end() && known->second != "scalars"))
            return;
        if (value.step < 0)
            throw FormatError("the step of \"" + tag + "\" is below 0");
        const auto [place, is_new] = places_.try_emplace(tag, log_.series.size());
        if (is_new)
            log_.series.push_back({.name = tag, .values = {}});
        value.value = *number;
        if (!std::isnan(*number))
            log_.series[place->second].values.push_back(value);
        if (log_.series.size() > most_logged_series || ++values_ > most_logged_values)
            throw FormatError("the log has more than " + std::to_string(most_logged_series) + " tags or " + std::to_string(most_logged_values) + " values");
    }

    ForeignLog& log_;
    std::map<std::string, std::size_t> places_;
    std::map<std::string, std::string> plugins_;
    std::size_t values_ = 0;
};

} // namespace

void read_event_log(std::istream& stream, const std::string& origin, ForeignLog& log) {
    log.format = "TensorBoard";
    EventReader events(log);
    FrameReader frames(stream);
    std::size_t record = 0;
    try {
        for (std::optional<std::string_view> bytes; (bytes = frames.next());) {
            ++record;
            events.read(*bytes);
        }
    } catch (const FormatError& error) {
        throw LogError(origin + ", after " + std::to_string(record) + " records: " + error.what());
    }
}

} // namespace overdamp
