// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/lesson.h"

#include "core/lesson/json_place.h"
#include "core/settings/nearest.h"
#include "core/settings/preset_texts.h"
#include "core/settings/text.h"

#include <algorithm>
#include <functional>

namespace overdamp {

namespace {

constexpr const char* schema_key = "lesson";

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// The place's text, which is one of `names`.
std::string one_of(const JsonPlace& place, const std::vector<std::string>& names) {
    std::string name = place.name();
    if (std::ranges::find(names, name) == names.end())
        place.fail("one of " + joined(names));
    return name;
}

const Knob& knob_at(const JsonPlace& place) {
    try {
        return find_knob(place.name());
    } catch (const SettingsError& error) {
        place.fail_with(error.what());
    }
}

const Metric& metric_at(const JsonPlace& place) {
    const std::string name = place.name();
    if (const Metric* metric = find_metric(name))
        return *metric;
    place.fail_with(name + ": there is no such measure; did you mean " + std::string(nearest_row(metric_table(), name, &Metric::name).name) + "?");
}

/// `name` as it stands at the place, if it is a plot's.
std::string plot_named(std::string name, const JsonPlace& place, const LessonNames& names) {
    if (std::ranges::find(names.plots, name) == names.plots.end())
        place.fail_with(name + ": there is no such plot; did you mean " + nearest_row(names.plots, name, std::identity()) + "?");
    return name;
}

std::string part_at(const JsonPlace& place, const LessonNames& names) {
    constexpr std::string_view plot = "plot:";
    const std::string name = place.name();
    if (name.starts_with(plot))
        return std::string(plot) + plot_named(name.substr(plot.size()), place, names);
    if (std::ranges::find(names.parts, name) != names.parts.end())
        return name;
    const auto knobs = knob_table();
    if (std::ranges::find(knobs, name, &Knob::key) == knobs.end())
        place.fail("one of " + joined(names.parts) + ", plot: and a plot's name, or a knob's key");
    return name;
}

/// The knobs that the place names, on top of `base`.
Knobs knobs_at(const JsonPlace& place, const Knobs& base) {
    Knobs knobs = base;
    try {
        apply_json(knobs, place.value());
        check_consistency(knobs);
    } catch (const SettingsError& error) {
        place.fail_with(error.what());
    }
    return knobs;
}

Limits limits_at(const JsonPlace& place) {
    Limits limits;
    if (const auto above = place.find("above"))
        limits.above = above->number();
    if (const auto below = place.find("below"))
        limits.below = below->number();
    if (limits.above && limits.below && *limits.above >= *limits.below)
        place.fail_with("nothing is above " + to_text(*limits.above) + " and below " + to_text(*limits.below));
    return limits;
}

Limits some_limits_at(const JsonPlace& place) {
    const Limits limits = limits_at(place);
    if (!limits.above && !limits.below)
        place.fail_with("says no limit; expected above, below or both");
    return limits;
}

KnobTurned turn_at(const JsonPlace& place) {
    place.expect_keys({"knob", "is", "above", "below"});
    KnobTurned rule{.knob = &knob_at(place.at("knob")), .value = std::nullopt, .limits = {}};
    if (const auto value = place.find("is")) {
        if (place.has("above") || place.has("below"))
            place.fail_with("says is as well as a limit; expected one of them");
        Knobs scratch;
        try {
            apply_json(scratch, {{std::string(rule.knob->key), value->value()}});
        } catch (const SettingsError& error) {
            value->fail_with(error.what());
        }
        rule.value = rule.knob->value(scratch);
        return rule;
    }
    if (rule.knob->type != KnobType::integer && rule.knob->type != KnobType::real)
        place.fail_with("expected is, for " + std::string(rule.knob->key) + " is no number");
    rule.limits = some_limits_at(place);
    return rule;
}

Rule rule_at(const JsonPlace& place, const LessonNames& names) {
    if (!place.value().is_object())
        place.fail("an object such as {\"step\": 200}");
    if (place.has("knob"))
        return turn_at(place);
    if (place.has("metric")) {
        place.expect_keys({"metric", "above", "below"});
        return MetricReached{&metric_at(place.at("metric")), some_limits_at(place)};
    }
    place.expect_keys({"step", "more_steps", "knob", "metric", "look", "child"});
    if (place.value().size() != 1)
        place.fail_with("expected one of step, more_steps, knob, metric, look and child");
    if (const auto step = place.find("step"))
        return StepReached{step->count()};
    if (const auto steps = place.find("more_steps"))
        return MoreSteps{steps->count()};
    if (const auto part = place.find("look"))
        return PartLookedAt{one_of(*part, names.docks)};
    const std::string kind = one_of(place.at("child"), {"fork", "rewind", "what_if"});
    return ChildMade{kind == "fork" ? ForkKind::fork : kind == "rewind" ? ForkKind::rewind : ForkKind::what_if};
}

void read_reference(const JsonPlace& place, Quantity& quantity) {
    const auto with = place.find("compared_with");
    if (const auto as = place.find("as")) {
        quantity.ratio = one_of(*as, {"difference", "ratio"}) == "ratio";
        if (!with)
            as->fail_with("says how to compare, but there is no compared_with");
    }
    if (!with)
        return;
    if (with->value().is_object()) {
        with->expect_keys({"step"});
        quantity.reference = Quantity::Reference::step;
        quantity.reference_step = with->at("step").count();
    } else if (with->value() == "before_feedback") {
        quantity.reference = Quantity::Reference::before_feedback;
    } else if (with->value() == "parent") {
        quantity.reference = Quantity::Reference::parent;
    } else {
        with->fail("before_feedback, parent or {\"step\": a number}");
    }
}

Quantity quantity_at(const JsonPlace& place) {
    place.expect_keys({"metric", "take", "records", "at_step", "compared_with", "as"});
    Quantity quantity;
    quantity.metric = &metric_at(place.at("metric"));
    if (const auto take = place.find("take")) {
        const std::string name = one_of(*take, {"mean", "largest", "roughness"});
        quantity.take = name == "mean" ? Quantity::Take::mean : name == "largest" ? Quantity::Take::largest : Quantity::Take::roughness;
    }
    if (const auto records = place.find("records"))
        quantity.records = records->count();
    const std::int64_t least = quantity.take == Quantity::Take::roughness ? 2 : 1;
    if (quantity.records < least)
        place.fail_with("records is " + std::to_string(quantity.records) + "; expected at least " + std::to_string(least));
    if (const auto step = place.find("at_step"))
        quantity.at_step = step->count();
    read_reference(place, quantity);
    return quantity;
}

Outcome outcome_at(const JsonPlace& place, const std::vector<std::string>& choices) {
    place.expect_keys({"above", "below", "choice", "text"});
    Outcome outcome{.limits = limits_at(place), .choice = std::nullopt, .text = place.at("text").text()};
    if (const auto choice = place.find("choice")) {
        const std::int64_t number = choice->count();
        if (number < 1 || number > static_cast<std::int64_t>(choices.size()))
            choice->fail(choices.empty() ? "no choice, for the prediction is a number" : "a choice's number, from 1 to " + std::to_string(choices.size()));
        outcome.choice = static_cast<std::size_t>(number - 1);
    }
    return outcome;
}

Prediction prediction_at(const JsonPlace& place) {
    place.expect_keys({"question", "choices", "from", "to", "within", "measure", "reveal"});
    Prediction prediction;
    prediction.question = place.at("question").text();
    for (const JsonPlace& choice : place.list("choices"))
        prediction.choices.push_back(choice.text());
    if (prediction.choices.empty()) {
        prediction.from = place.at("from").number();
        prediction.to = place.at("to").number();
        if (prediction.to <= prediction.from)
            place.at("to").fail("a number above " + to_text(prediction.from));
        prediction.within = place.has("within") ? place.at("within").number() : (prediction.to - prediction.from) / 10;
    } else if (prediction.choices.size() < 2) {
        place.at("choices").fail("two choices or more");
    } else if (place.has("from") || place.has("to") || place.has("within")) {
        place.fail_with("has choices as well as a range; expected one of them");
    }
    prediction.measure = quantity_at(place.at("measure"));
    for (const JsonPlace& outcome : place.list("reveal"))
        prediction.outcomes.push_back(outcome_at(outcome, prediction.choices));
    if (prediction.outcomes.empty())
        place.fail_with("reveal is missing or empty; expected what to say of the measured value, such as [{\"above\": 90, \"text\": …}, {\"text\": …}]");
    for (std::size_t i = 0; i < prediction.choices.size(); ++i)
        if (std::ranges::none_of(prediction.outcomes, [i](const Outcome& outcome) { return outcome.choice == i; }))
            place.fail_with("choice " + std::to_string(i + 1) + " can never be right; expected it in reveal");
    return prediction;
}

LessonStep step_at(const JsonPlace& place, const Knobs& base, const LessonNames& names) {
    place.expect_keys({"title", "text", "begin", "unlock", "highlight", "plots", "predict", "done"});
    LessonStep step;
    step.title = place.at("title").text();
    step.text = place.at("text").text();
    if (const auto begin = place.find("begin"))
        step.begin = knobs_at(*begin, base);
    for (const JsonPlace& key : place.list("unlock"))
        step.unlock.emplace_back(knob_at(key).key);
    for (const JsonPlace& part : place.list("highlight"))
        step.highlight.push_back(part_at(part, names));
    for (const JsonPlace& plot : place.list("plots"))
        step.plots.push_back(plot_named(plot.name(), plot, names));
    if (const auto predict = place.find("predict"))
        step.predict = prediction_at(*predict);
    for (const JsonPlace& rule : place.list("done")) {
        step.done.push_back(rule_at(rule, names));
        const auto* turned = std::get_if<KnobTurned>(&step.done.back());
        if (turned && std::ranges::find(step.unlock, turned->knob->key) == step.unlock.end())
            rule.at("knob").fail_with(std::string(turned->knob->key) +
                                      " is locked in this step, so nobody could turn it; expected it in the step's unlock");
    }
    return step;
}

void check_schema(const JsonPlace& document) {
    const JsonPlace schema = document.at(schema_key);
    if (!schema.value().is_number_integer() || schema.value() < 1)
        schema.fail(std::to_string(lesson_schema));
    if (schema.value() > lesson_schema)
        schema.fail_with(schema.value().dump() + " is unknown to this version, which reads up to " + std::to_string(lesson_schema));
}

Experiment experiment_at(const JsonPlace& document) {
    const std::string name = document.at("preset").name();
    const std::vector<Experiment> presets = builtin_presets();
    const auto preset = std::ranges::find(presets, name, &Experiment::name);
    if (preset == presets.end()) {
        std::vector<std::string> known;
        std::ranges::transform(presets, std::back_inserter(known), &Experiment::name);
        document.at("preset").fail("one of " + joined(known));
    }
    Experiment experiment = *preset;
    if (const auto knobs = document.find("knobs"))
        experiment.knobs = knobs_at(*knobs, experiment.knobs);
    return experiment;
}

Lesson lesson_from(const JsonPlace& document, const std::string& origin, const LessonNames& names) {
    document.expect_keys({schema_key, "title", "learn", "minutes", "preset", "knobs", "steps"});
    check_schema(document);
    Lesson lesson;
    lesson.id = origin;
    lesson.title = document.at("title").text();
    lesson.learn = document.at("learn").text();
    lesson.minutes = document.at("minutes").count();
    lesson.experiment = experiment_at(document);
    lesson.experiment.name = "lesson-" + std::filesystem::path(origin).stem().string();
    lesson.experiment.description = lesson.title;
    for (const JsonPlace& step : document.list("steps"))
        lesson.steps.push_back(step_at(step.renamed("step " + std::to_string(lesson.steps.size() + 1)), lesson.experiment.knobs, names));
    if (lesson.steps.empty())
        document.fail_with("steps: is missing or empty; expected a list of steps");
    return lesson;
}

} // namespace

Lesson parse_lesson(std::string_view text, const std::string& origin, const LessonNames& names, std::string_view language) {
    try {
        const nlohmann::json document = nlohmann::json::parse(text);
        return lesson_from(JsonPlace(document, {}, std::string(language)), origin, names);
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(origin + ": is not valid JSON: " + error.what());
    } catch (const SettingsError& error) {
        throw SettingsError(origin + ": " + error.what());
    }
}

Lesson load_lesson(const std::filesystem::path& path, const LessonNames& names, std::string_view language) {
    return parse_lesson(read_text(path), path.string(), names, language);
}

bool is_lesson(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
        return false;
    try {
        const nlohmann::json document = nlohmann::json::parse(read_text(path), nullptr, false);
        return document.is_object() && document.contains(schema_key);
    } catch (const FileError&) {
        return false;
    }
}

std::vector<Lesson> builtin_lessons(const LessonNames& names, std::string_view language) {
    std::vector<Lesson> lessons;
    for (const auto& [file, text] : lesson_texts())
        lessons.push_back(parse_lesson(text, std::string(file), names, language));
    return lessons;
}

} // namespace overdamp
