// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/json_place.h"

#include <algorithm>

namespace overdamp {

namespace {

constexpr std::size_t longest_quote = 60;

std::string quoted(const nlohmann::json& value) {
    std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (text.size() > longest_quote)
        text = std::string(value.type_name()) + " of " + std::to_string(text.size()) + " characters";
    return text;
}

std::string listed(std::initializer_list<std::string_view> keys) {
    std::string text;
    for (const std::string_view key : keys)
        text += (text.empty() ? "" : ", ") + std::string(key);
    return text;
}

} // namespace

JsonPlace::JsonPlace(const nlohmann::json& value, std::string path, std::string language)
    : value_(value), path_(std::move(path)), language_(std::move(language)) {}

void JsonPlace::fail(const std::string& expected) const { fail_with("found " + quoted(value_) + "; expected " + expected); }

void JsonPlace::fail_with(const std::string& complaint) const { throw SettingsError((path_.empty() ? "" : path_ + ": ") + complaint); }

void JsonPlace::expect_keys(std::initializer_list<std::string_view> keys) const {
    if (!value_.is_object())
        fail("an object with " + listed(keys));
    for (const auto& [key, value] : value_.items())
        if (std::ranges::find(keys, key) == keys.end())
            at(key).fail_with("is unknown; expected " + listed(keys));
}

bool JsonPlace::has(std::string_view key) const { return value_.contains(key); }

JsonPlace JsonPlace::at(std::string_view key) const {
    const auto found = value_.find(key);
    const char* joint = path_.empty() ? "" : path_.starts_with("step ") && path_.find(',') == std::string::npos ? ", " : ".";
    std::string path = path_ + joint + std::string(key);
    if (found == value_.end())
        throw SettingsError(path + ": is missing");
    return {*found, std::move(path), language_};
}

std::optional<JsonPlace> JsonPlace::find(std::string_view key) const { return has(key) ? std::optional(at(key)) : std::nullopt; }

std::vector<JsonPlace> JsonPlace::list(std::string_view key) const {
    std::vector<JsonPlace> elements;
    const auto place = find(key);
    if (!place)
        return elements;
    if (!place->value_.is_array())
        place->fail("a list");
    for (std::size_t i = 0; i < place->value_.size(); ++i)
        elements.emplace_back(place->value_[i], place->path_ + "[" + std::to_string(i) + "]", language_);
    return elements;
}

std::string JsonPlace::text() const {
    if (!value_.is_object() || value_.empty())
        return name();
    for (const auto& [language, text] : value_.items())
        at(language).name(); // a bad one is told in every language
    const std::string wanted = has(language_) ? language_ : has("en") ? "en" : value_.begin().key();
    return at(wanted).name();
}

std::string JsonPlace::name() const {
    if (!value_.is_string() || value_.get_ref<const std::string&>().empty())
        fail("a text");
    return value_.get<std::string>();
}

double JsonPlace::number() const {
    if (!value_.is_number())
        fail("a number");
    return value_.get<double>();
}

std::int64_t JsonPlace::count() const {
    if (!value_.is_number_integer() || value_ < 0 || value_ > 1'000'000'000)
        fail("a whole number from 0 on");
    return value_.get<std::int64_t>();
}

} // namespace overdamp
