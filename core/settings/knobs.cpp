// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/knobs.h"

#include "core/settings/nearest.h"
#include "core/settings/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

namespace overdamp {

namespace {

[[noreturn]] void reject(const Knob& knob, const std::string& value) {
    throw SettingsError(std::string(knob.key) + ": " + value + " is not accepted; expected " + expected_values(knob));
}

std::string number_text(double value) {
    char buffer[32];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, result.ptr};
}

template <typename Number> std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// The text as a value of the knob's type; a text that does not parse stays a string, which set_knob rejects.
KnobValue parse_value(const Knob& knob, std::string_view text) {
    if (knob.type == KnobType::boolean && (text == "true" || text == "false"))
        return text == "true";
    if (knob.type == KnobType::integer)
        if (const auto number = parse_number<std::int64_t>(text))
            return *number;
    if (knob.type == KnobType::integer || knob.type == KnobType::real)
        if (const auto number = parse_number<double>(text))
            return *number;
    return std::string(text);
}

KnobValue value_from_json(const Knob& knob, const nlohmann::json& json) {
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer() && !(json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX))
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    reject(knob, json.dump());
}

/// The value in the knob's own type: a whole number is welcome where a real one is expected and the reverse.
std::optional<KnobValue> converted(const Knob& knob, const KnobValue& value) {
    switch (knob.type) {
    case KnobType::boolean:
        return std::holds_alternative<bool>(value) ? std::optional(value) : std::nullopt;
    case KnobType::integer:
        if (const double* real = std::get_if<double>(&value); real && std::abs(*real) < 9e15 && *real == std::floor(*real))
            return KnobValue(static_cast<std::int64_t>(*real));
        return std::holds_alternative<std::int64_t>(value) ? std::optional(value) : std::nullopt;
    case KnobType::real:
        if (const std::int64_t* whole = std::get_if<std::int64_t>(&value))
            return KnobValue(static_cast<double>(*whole));
        return std::holds_alternative<double>(value) ? std::optional(value) : std::nullopt;
    case KnobType::text:
    case KnobType::choice:
        return std::holds_alternative<std::string>(value) ? std::optional(value) : std::nullopt;
    }
    return std::nullopt;
}

bool in_range(const Knob& knob, const KnobValue& value) {
    if (knob.type == KnobType::choice)
        return std::ranges::find(knob.choices, std::get<std::string>(value)) != knob.choices.end();
    if (const double* real = std::get_if<double>(&value))
        return *real >= knob.minimum && *real <= knob.maximum; // false for NaN
    if (const std::int64_t* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole) >= knob.minimum && static_cast<double>(*whole) <= knob.maximum;
    if (const std::string* text = std::get_if<std::string>(&value))
        return find_invalid_utf8(*text) == std::string_view::npos; // JSON could not hold it
    return true;
}

std::string quoted(const KnobValue& value) {
    const std::string text = to_text(value);
    return std::holds_alternative<std::string>(value) ? '"' + text + '"' : text;
}

} // namespace

const Knob& find_knob(std::string_view key) {
    const auto table = knob_table();
    const auto found = std::ranges::find(table, key, &Knob::key);
    if (found != table.end())
        return *found;
    // Of "model.heads" a person may have typed the last part only.
    const auto distance = [&](const Knob& knob) { return std::min(edit_distance(knob.key, key), edit_distance(knob.key.substr(knob.key.rfind('.') + 1), key)); };
    const auto nearest = std::ranges::min_element(table, {}, distance);
    const bool is_near = distance(*nearest) <= std::max<std::size_t>(1, key.size() / 3);
    throw SettingsError(std::string(key) + ": there is no such knob" +
                        (is_near ? "; did you mean " + std::string(nearest->key) + "?" : "; \"overdamp-run knobs\" lists them"));
}

void set_knob(Knobs& knobs, const Knob& knob, const KnobValue& value) {
    const auto fitting = converted(knob, value);
    if (!fitting || !in_range(knob, *fitting))
        reject(knob, quoted(value));
    knob.access.set(knobs, *fitting);
}

void set_knob(Knobs& knobs, std::string_view key, std::string_view text) {
    const Knob& knob = find_knob(key);
    set_knob(knobs, knob, parse_value(knob, text));
}

std::string expected_values(const Knob& knob) {
    switch (knob.type) {
    case KnobType::boolean:
        return "true or false";
    case KnobType::integer:
        return "a whole number from " + number_text(knob.minimum) + " to " + number_text(knob.maximum);
    case KnobType::real:
        return "a number from " + number_text(knob.minimum) + " to " + number_text(knob.maximum);
    case KnobType::text:
        return "a text in UTF-8";
    case KnobType::choice: {
        std::string names = "one of ";
        for (const auto& name : knob.choices)
            names += std::string(&name == knob.choices.data() ? "" : ", ") + std::string(name);
        return names;
    }
    }
    return {};
}

std::string to_text(const KnobValue& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            using Held = std::remove_cvref_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, bool>)
                return held ? "true" : "false";
            else if constexpr (std::is_same_v<Held, std::string>)
                return held;
            else if constexpr (std::is_same_v<Held, double>)
                return number_text(held);
            else
                return std::to_string(held);
        },
        value);
}

void check_consistency(const Knobs& knobs) {
    const auto expect = [](bool condition, const std::string& message) {
        if (!condition)
            throw SettingsError(message);
    };
    expect(knobs.model.width % knobs.model.heads == 0, "model.width: " + std::to_string(knobs.model.width) +
                                                           " is not a multiple of model.heads, " + std::to_string(knobs.model.heads));
    expect(knobs.sampling.top_p > 0, "sampling.top_p: 0 leaves no token to sample; expected a number above 0, up to 1");
    expect(!knobs.language.corpus.empty(), "language.corpus: is empty; expected fortunes, synthetic, or the path of a text file or folder");
    expect(knobs.language.tokenizer != Tokenizer::checkpoint || !knobs.model.checkpoint.empty(),
           "language.tokenizer: checkpoint needs model.checkpoint, the folder that holds it, which is empty");
    const std::string& device = knobs.training.device;
    const bool numbered = device.starts_with("cuda:") && parse_number<unsigned char>(std::string_view(device).substr(5)).has_value();
    expect(device == "auto" || device == "cpu" || device == "cuda" || numbered,
           "training.device: \"" + device + "\" is not accepted; expected auto, cpu, cuda or cuda:n");
}

nlohmann::json to_json(const KnobValue& value) {
    return std::visit([](const auto& held) { return nlohmann::json(held); }, value);
}

nlohmann::json to_json(const Knobs& knobs) {
    nlohmann::json object = nlohmann::json::object();
    for (const Knob& knob : knob_table())
        object[std::string(knob.key)] = to_json(knob.value(knobs));
    return object;
}

void apply_json(Knobs& knobs, const nlohmann::json& object) {
    if (!object.is_object())
        throw SettingsError("knobs: expected an object of knob keys and values, found " + std::string(object.type_name()));
    Knobs changed = knobs;
    for (const auto& [key, value] : object.items()) {
        const Knob& knob = find_knob(key);
        set_knob(changed, knob, value_from_json(knob, value));
    }
    knobs = changed;
}

std::vector<KnobChange> changes_between(const Knobs& before, const Knobs& after) {
    std::vector<KnobChange> changes;
    for (const Knob& knob : knob_table())
        if (const KnobValue from = knob.value(before), to = knob.value(after); from != to)
            changes.push_back({std::string(knob.key), from, to});
    return changes;
}

void apply_changes(Knobs& knobs, const std::vector<KnobChange>& changes) {
    for (const KnobChange& change : changes)
        set_knob(knobs, find_knob(change.key), change.to);
}

Knobs live_part(const Knobs& running, const Knobs& wanted) {
    Knobs result = wanted;
    for (const Knob& knob : knob_table())
        if (knob.timing == KnobTiming::restart)
            knob.access.set(result, knob.value(running));
    return result;
}

double engaged_strength(const Knobs& knobs, std::int64_t step) {
    const double ramp = static_cast<double>(std::max<std::int64_t>(knobs.feedback.ramp_steps, 1));
    const double progress = static_cast<double>(step - knobs.feedback.engage_step) / ramp;
    return knobs.feedback.strength * std::clamp(progress, 0.0, 1.0);
}

std::string knob_reference() {
    std::string page = "# Knobs\n\nSet one with `--set key=value`. A *live* knob can be moved while a run trains; a *restart* knob is fixed when it starts.\n";
    std::string_view group;
    for (const Knob& knob : knob_table()) {
        if (knob.group != group) {
            group = knob.group;
            page += "\n## " + std::string(group) + "\n\n| key | symbol | values | default | unit | when | meaning | paper |\n|---|---|---|---|---|---|---|---|\n";
        }
        const auto cell = [&](std::string_view text) { page += ' ' + std::string(text) + " |"; };
        page += "|";
        cell(std::string("`").append(knob.key).append("`"));
        cell(knob.symbol);
        cell(expected_values(knob));
        const std::string fallback = to_text(knob.default_value());
        cell(fallback.empty() ? "\"\"" : fallback);
        cell(knob.unit);
        cell(knob.timing == KnobTiming::live ? "live" : "restart");
        cell(knob.help);
        cell(knob.reference);
        page += '\n';
    }
    return page;
}

} // namespace overdamp
