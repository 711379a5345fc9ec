// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/plan_edit.h"

#include "core/settings/preset_texts.h"
#include "core/settings/text.h"
#include "core/study/claim_document.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> default_metrics{"sample/hf_share_top10",
                                               "sample/hf_share_top10_words",
                                               "sample/hf_share_top100",
                                               "sample/hf_share_half",
                                               "sample/hf_share_frequent",
                                               "sample/hf_share_own_top10",
                                               "sample/entropy",
                                               "sample/distinct_2",
                                               "eval/loss",
                                               "eval/predictive_entropy",
                                               "train/loss"};

Json parsed(const std::string& text, const std::string& origin) {
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(origin + ": is not valid JSON: " + without_exception_names(error.what()));
    }
}

std::string value_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

/// A number or a flag as itself, so that labels are what was typed; anything else as text.
Json value_of(const std::string& text) {
    const Json value = Json::parse(text, nullptr, false);
    return value.is_number() || value.is_boolean() ? value : Json(text);
}

/// `key=value` as it is written into a document, in the type of its knob.
std::pair<std::string, Json> setting_of(const std::string& setting) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos)
        throw SettingsError("“" + setting + "”: expected key=value");
    Knobs knobs;
    const std::string key = setting.substr(0, equals), value = setting.substr(equals + 1);
    set_knob(knobs, key, value);
    return {key, find_knob(key).type == KnobType::text || find_knob(key).type == KnobType::choice ? Json(value) : value_of(value)};
}

/// The knobs that `settings` set, as an object. Throws SettingsError.
Json set_document(const std::vector<std::string>& settings) {
    Json set = Json::object();
    for (const std::string& setting : settings) {
        const auto [key, value] = setting_of(setting);
        if (set.contains(key))
            throw SettingsError(key + ": is set twice");
        set[key] = value;
    }
    return set;
}

std::vector<std::string> settings_of(const Json& set) {
    std::vector<std::string> settings;
    for (const auto& [key, value] : set.items())
        settings.push_back(key + '=' + value_text(value));
    return settings;
}

Json variant_document(const DraftVariant& variant) {
    if (variant.name.empty())
        throw SettingsError("a variant has no name");
    try {
        Json document = {{"name", variant.name}};
        if (Json set = set_document(variant.settings); !set.empty())
            document["set"] = std::move(set);
        if (Json overrides = set_document(variant.overrides); !overrides.empty())
            document["override"] = std::move(overrides);
        if (!variant.seeds.empty())
            document["seeds"] = variant.seeds;
        return document;
    } catch (const SettingsError& error) {
        throw SettingsError("“" + variant.name + "”: " + error.what());
    }
}

Json axis_document(const DraftAxis& axis) {
    try {
        Json points = Json::array();
        if (axis.knob.empty() ? axis.variants.empty() : axis.values.empty())
            throw SettingsError(axis.knob.empty() ? "has no variants; expected one or more" : "has no values; expected one or more");
        if (axis.knob.empty()) {
            for (const DraftVariant& variant : axis.variants)
                points.push_back(variant_document(variant));
            return {{"name", axis.name}, {"variants", points}};
        }
        const KnobType type = find_knob(axis.knob).type;
        for (const std::string& value : axis.values)
            points.push_back(type == KnobType::text || type == KnobType::choice ? Json(value) : value_of(value));
        return {{"name", axis.name}, {"knob", axis.knob}, {"values", points}};
    } catch (const SettingsError& error) {
        throw SettingsError("axis " + axis.name + ": " + error.what());
    }
}

DraftAxis axis_from(const Json& document) {
    DraftAxis axis{.name = document.value("name", ""), .knob = document.value("knob", ""), .values = {}, .variants = {}};
    if (document.contains("values"))
        for (const Json& value : document["values"])
            axis.values.push_back(value_text(value));
    if (document.contains("variants"))
        for (const Json& variant : document["variants"])
            axis.variants.push_back({.name = variant["name"],
                                     .settings = settings_of(variant.value("set", Json::object())),
                                     .seeds = variant.value("seeds", std::vector<std::int64_t>()),
                                     .overrides = settings_of(variant.value("override", Json::object()))});
    return axis;
}

/// The claims with the measure that each is about, which is the headline unless it says so.
Json claims_from(const Json& document) {
    Json claims = document.value("claims", Json::array());
    for (Json& claim : claims)
        if (!claim.contains("metric"))
            claim["metric"] = document["metrics"].front();
    return claims;
}

bool fits(const Study& study, const Json& claim, const Json& metrics) {
    Study tried = study;
    try {
        read_claims(tried, {{"metrics", metrics}, {"claims", Json::array({claim})}});
        return true;
    } catch (const SettingsError&) {
        return false;
    }
}

/// The claim without the paper's numbers for cells that are no more, if it can do without them. Null if it does not fit the study.
Json fitted(const Study& study, Json claim, const Json& metrics, std::size_t& numbers_left_out) {
    if (fits(study, claim, metrics))
        return claim;
    if (!claim.contains("paper"))
        return {};
    Json kept = Json::array();
    const std::size_t before = claim["paper"].size();
    for (const Json& number : claim["paper"]) {
        Json alone = claim;
        alone["paper"] = Json::array({number});
        if (fits(study, alone, metrics))
            kept.push_back(number);
    }
    if (kept.empty()) // none of what it is about is left
        return {};
    const std::size_t left_out = before - kept.size();
    claim["paper"] = std::move(kept);
    if (!fits(study, claim, metrics))
        return {};
    numbers_left_out += left_out;
    return claim;
}

/// The forms of a document but one, with what they take from the document.
Json other_forms_of(const Json& document, const std::string& form) {
    Json others = Json::object();
    for (const auto& [name, own] : document["forms"].items()) {
        if (name == form)
            continue;
        others[name] = own;
        for (const char* key : {"axes", "seeds"})
            if (!own.contains(key) && document.contains(key))
                others[name][key] = document[key];
    }
    return others;
}

/// Puts the other forms into a document that is whole, as far as they can be read in it.
void add_forms(Json& document, const Json& others, WrittenDraft& written) {
    for (const auto& [name, form] : others.items()) {
        Json added = form;
        for (const char* key : {"axes", "seeds"})
            if (added.contains(key) && added[key] == document[key])
                added.erase(key);
        Json tried = document;
        tried["forms"][name] = added;
        try {
            parse_study(tried.dump(), "plan", name);
            document = std::move(tried);
        } catch (const SettingsError&) {
            ++written.forms_left_out;
        }
    }
}

} // namespace

void check_variant(const DraftVariant& variant) { variant_document(variant); }

std::vector<std::string> outdone_settings(const StudyDraft& draft) {
    const auto sets = [](const std::vector<std::string>& settings, const std::string& key) {
        return std::ranges::any_of(settings, [&](const std::string& setting) { return setting.starts_with(key + '='); });
    };
    std::vector<std::string> keys;
    for (const std::string& setting : draft.settings) {
        const std::string key = setting.substr(0, setting.find('='));
        if (std::ranges::any_of(draft.axes, [&](const DraftAxis& axis) {
                return axis.knob == key || std::ranges::any_of(axis.variants, [&](const DraftVariant& variant) {
                           return sets(variant.settings, key) || sets(variant.overrides, key);
                       });
            }))
            keys.push_back(key);
    }
    return keys;
}

std::vector<DraftVariant> variants_of_values(const std::string& knob, const std::vector<std::string>& values) {
    std::vector<DraftVariant> variants;
    for (const std::string& value : values)
        variants.push_back({.name = value, .settings = {knob + '=' + value}, .seeds = {}});
    return variants;
}

std::vector<std::string> study_forms(const std::string& text, const std::string& origin) {
    const Json document = parsed(text, origin);
    std::vector<std::string> forms;
    if (document.is_object() && document.contains("forms") && document["forms"].is_object())
        for (const auto& [name, form] : document["forms"].items())
            forms.push_back(name);
    if (forms.empty())
        throw SettingsError(origin + ": forms: is missing or empty");
    return forms;
}

StudyDraft read_draft(const std::string& text, const std::string& origin, const std::string& form) {
    parse_study(text, origin, form); // names what is wrong; the rest can rely on it
    const Json document = Json::parse(text);
    const Json& own = document["forms"][form];
    StudyDraft draft{.name = document["name"],
                     .title = document["title"],
                     .description = document["description"],
                     .form = form,
                     .note = own["note"],
                     .base = own["base"],
                     .settings = {},
                     .axes = {},
                     .seeds = (own.contains("seeds") ? own : document)["seeds"],
                     .metrics = document["metrics"],
                     .claims = claims_from(document).dump(),
                     .schema = document["schema"].dump(),
                     .other_forms = other_forms_of(document, form).dump()};
    if (own.contains("set"))
        draft.settings = settings_of(own["set"]);
    for (const Json& axis : (own.contains("axes") ? own : document)["axes"])
        draft.axes.push_back(axis_from(axis));
    return draft;
}

StudyDraft new_draft() {
    return {.name = "my-study",
            .title = "My study",
            .description = "What is asked, in a sentence.",
            .form = "nano",
            .note = "As planned here.",
            .base = "collapse",
            .settings = {},
            .axes = {{.name = "α", .knob = "feedback.strength", .values = {"0", "0.05", "0.2"}, .variants = {}}},
            .seeds = {2025, 2026},
            .metrics = default_metrics,
            .claims = "[]",
            .schema = std::to_string(study_schema)};
}

std::string builtin_study_text(const std::string& name) {
    for (const auto& [file, text] : study_texts())
        if (file == name + ".json")
            return std::string(text);
    throw SettingsError(name + ": is no built-in study");
}

WrittenDraft write_draft(const StudyDraft& draft) {
    const Json set = set_document(draft.settings), metrics = draft.metrics;
    Json axes = Json::array();
    for (const DraftAxis& axis : draft.axes)
        axes.push_back(axis_document(axis));
    Json form = {{"note", draft.note}, {"base", draft.base}};
    if (!set.empty())
        form["set"] = set;
    Json document = {{"schema", parsed(draft.schema, "schema")},
                     {"name", draft.name},
                     {"title", draft.title},
                     {"description", draft.description},
                     {"axes", axes},
                     {"seeds", draft.seeds},
                     {"metrics", metrics},
                     {"forms", {{draft.form, form}}}};
    const Study study = parse_study(document.dump(), draft.name, draft.form);
    WrittenDraft written;
    Json claims = Json::array();
    for (const Json& claim : parsed(draft.claims, "claims")) {
        ++written.claims;
        if (Json kept = fitted(study, claim, metrics, written.numbers_left_out); kept.is_null())
            ++written.claims_left_out;
        else
            claims.push_back(std::move(kept));
    }
    if (!claims.empty())
        document["claims"] = claims;
    add_forms(document, parsed(draft.other_forms, "forms"), written);
    written.text = document.dump(2) + '\n';
    parse_study(written.text, draft.name, draft.form);
    return written;
}

} // namespace overdamp
