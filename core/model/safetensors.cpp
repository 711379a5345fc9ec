// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/safetensors.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

namespace overdamp {

namespace {

constexpr std::size_t length_bytes = 8;
constexpr std::uint64_t largest_header = 100'000'000; // the format's own limit

struct DataType {
    const char* name;
    std::uint64_t bytes;
};

constexpr std::array<DataType, 10> data_types{
    {{"F32", 4}, {"F64", 8}, {"F16", 2}, {"BF16", 2}, {"I64", 8}, {"I32", 4}, {"I16", 2}, {"I8", 1}, {"U8", 1}, {"BOOL", 1}}};

/// One entry of the header, checked on its own.
struct Entry {
    std::string name;
    std::string type;
    std::vector<std::int64_t> shape;
    std::uint64_t begin, end;
};

[[noreturn]] void damaged(const std::string& what) { throw CheckpointError(what); }

/// Parses JSON that must not repeat a name at any level, which the parser itself would let pass, nor nest deeper than the format needs.
nlohmann::json parse_header(std::string_view text) {
    std::vector<std::set<std::string>> names;
    const auto check = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        if (depth > 4)
            damaged("the header nests too deep");
        if (event == nlohmann::json::parse_event_t::object_start)
            names.emplace_back();
        else if (event == nlohmann::json::parse_event_t::object_end)
            names.pop_back();
        else if (event == nlohmann::json::parse_event_t::key && !names.back().insert(parsed.get<std::string>()).second)
            damaged("the name " + parsed.dump() + " occurs twice");
        return true;
    };
    return nlohmann::json::parse(text, check);
}

std::uint64_t natural(const nlohmann::json& json, const std::string& name, const char* what) {
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        damaged("tensor " + name + ": " + what + " holds " + json.dump() + "; expected a natural number");
    return json.get<std::uint64_t>();
}

Entry parse_entry(const std::string& name, const nlohmann::json& json) {
    if (!json.is_object() || json.size() != 3 || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets"))
        damaged("tensor " + name + ": expected exactly dtype, shape and data_offsets");
    const auto type = std::ranges::find_if(data_types, [&](const DataType& known) { return json["dtype"] == known.name; });
    if (type == data_types.end())
        damaged("tensor " + name + ": data type " + json["dtype"].dump() + " is not supported");
    const nlohmann::json &shape = json["shape"], &offsets = json["data_offsets"];
    if (!shape.is_array() || shape.size() > 8 || !offsets.is_array() || offsets.size() != 2)
        damaged("tensor " + name + ": shape or data_offsets is malformed");
    Entry entry{name, type->name, {}, natural(offsets[0], name, "data_offsets"), natural(offsets[1], name, "data_offsets")};
    std::uint64_t bytes = type->bytes;
    for (const nlohmann::json& size : shape) {
        entry.shape.push_back(static_cast<std::int64_t>(natural(size, name, "shape")));
        if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(entry.shape.back()), &bytes))
            damaged("tensor " + name + ": its shape is too large");
    }
    if (entry.end < entry.begin || entry.end - entry.begin != bytes)
        damaged("tensor " + name + ": its shape needs " + std::to_string(bytes) + " bytes, its offsets span another length");
    return entry;
}

std::vector<Entry> parse_entries(const nlohmann::json& header) {
    if (!header.is_object())
        damaged("the header is no JSON object");
    std::vector<Entry> entries;
    for (const auto& [name, json] : header.items())
        if (name != "__metadata__")
            entries.push_back(parse_entry(name, json));
    std::ranges::sort(entries, {}, [](const Entry& entry) { return std::pair(entry.begin, entry.end); });
    return entries;
}

std::vector<StoredTensor> read(std::string_view bytes) {
    std::uint64_t length = 0;
    if (bytes.size() < length_bytes)
        damaged("it is shorter than a safetensors header");
    std::memcpy(&length, bytes.data(), length_bytes);
    if (length > largest_header || length > bytes.size() - length_bytes)
        damaged("its header claims " + std::to_string(length) + " bytes; the file is truncated or no safetensors file");
    const std::string_view data = bytes.substr(length_bytes + length);
    std::vector<StoredTensor> tensors;
    std::uint64_t expected = 0;
    for (Entry& entry : parse_entries(parse_header(bytes.substr(length_bytes, length)))) {
        if (entry.begin != expected)
            damaged("tensor " + entry.name + ": overlaps another or leaves a gap");
        if (entry.end > data.size())
            damaged("tensor " + entry.name + ": reaches past the end of the file, which is truncated");
        tensors.push_back({std::move(entry.name), std::move(entry.type), std::move(entry.shape), data.substr(entry.begin, entry.end - entry.begin)});
        expected = entry.end;
    }
    if (expected != data.size())
        damaged("it holds " + std::to_string(data.size() - expected) + " bytes that belong to no tensor");
    return tensors;
}

} // namespace

std::vector<StoredTensor> parse_safetensors(std::string_view bytes) {
    try {
        return read(bytes);
    } catch (const nlohmann::json::exception& error) {
        throw CheckpointError(std::string("its header is not valid JSON: ") + error.what());
    }
}

std::string safetensors_file(const std::vector<StoredTensor>& tensors) {
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    header["__metadata__"] = {{"format", "pt"}};
    std::string data;
    for (const StoredTensor& tensor : tensors) {
        header[tensor.name] = {{"dtype", tensor.type}, {"shape", tensor.shape}, {"data_offsets", {data.size(), data.size() + tensor.data.size()}}};
        data += tensor.data;
    }
    std::string text = header.dump();
    text.append((length_bytes - text.size() % length_bytes) % length_bytes, ' ');
    const std::uint64_t length = text.size();
    return std::string(reinterpret_cast<const char*>(&length), length_bytes) + text + data;
}

} // namespace overdamp
