// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/plan.h"

#include "core/settings/preset_texts.h"
#include "core/settings/text.h"
#include "core/settings/train_command.h"
#include "core/study/claim_document.h"
#include "core/telemetry/run_folder.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_name = 200; ///< of a cell's words: with what stands around them they fit the 255 bytes of a file name

/// One point of an axis: what it is called and what it sets.
struct AxisPoint {
    std::string label;
    std::vector<std::pair<std::string, Json>> settings;
    std::vector<std::pair<std::string, Json>> overrides; ///< set after the settings of all axes
    std::optional<std::vector<std::int64_t>> seeds;      ///< in place of the form's
};

struct Axis {
    std::string name;
    std::vector<AxisPoint> points;
};

/// Runs that only seem to have different seeds would be taken for repetitions.
void refuse_seed(const std::string& key, const std::string& place) {
    if (key == "training.seed")
        throw SettingsError(place +
                            ": training.seed is set by the study's own axis; expected the key seeds in its document, such as \"seeds\": [1, 2, 3]");
}

/// Sets knobs from an object. Throws SettingsError with `place` in front.
void apply(Knobs& knobs, const Json& object, const std::string& place) {
    for (const auto& [key, value] : object.items())
        refuse_seed(key, place);
    try {
        apply_json(knobs, nlohmann::json(object));
    } catch (const SettingsError& error) {
        throw SettingsError(place + ": " + error.what());
    }
}

std::vector<std::int64_t> seeds_from(const Json& array, const std::string& place) {
    std::vector<std::int64_t> seeds;
    for (const Json& seed : study_array(array, place)) {
        if (!seed.is_number_integer() || seed < 0)
            throw SettingsError(place + ": " + seed.dump() + " is no seed; expected whole numbers from 0");
        if (std::ranges::find(seeds, seed.get<std::int64_t>()) != seeds.end())
            throw SettingsError(place + ": " + seed.dump() + " occurs twice");
        seeds.push_back(seed.get<std::int64_t>());
    }
    return seeds;
}

AxisPoint variant_from(const Json& variant, const std::string& place) {
    study_keys(variant, place, {"name", "set", "override", "seeds"});
    AxisPoint point{.label = study_text(variant, "name", place), .settings = {}, .overrides = {}, .seeds = {}};
    if (variant.contains("set"))
        for (const auto& [key, value] : study_object(variant["set"], place + ".set").items())
            point.settings.emplace_back(key, value);
    if (variant.contains("override"))
        for (const auto& [key, value] : study_object(variant["override"], place + ".override").items())
            point.overrides.emplace_back(key, value);
    if (variant.contains("seeds"))
        point.seeds = seeds_from(variant["seeds"], place + ".seeds");
    return point;
}

Axis axis_from(const Json& document, const std::string& place) {
    study_keys(document, place, {"name", "knob", "values", "variants"});
    Axis axis{.name = study_text(document, "name", place), .points = {}};
    if (axis.name == "seed")
        throw SettingsError(place + ".name: \"seed\" is every study's own axis; expected another name, or the key seeds");
    if (document.contains("knob") == document.contains("variants"))
        throw SettingsError(place + ": expected either knob and values, or variants");
    if (document.contains("knob")) {
        const std::string key = study_text(document, "knob", place);
        if (!document.contains("values"))
            throw SettingsError(place + ".values: is missing");
        for (const Json& value : study_array(document["values"], place + ".values"))
            axis.points.push_back(
                {.label = value.is_string() ? value.get<std::string>() : value.dump(), .settings = {{key, value}}, .overrides = {}, .seeds = {}});
    } else {
        std::size_t i = 0;
        for (const Json& variant : study_array(document["variants"], place + ".variants"))
            axis.points.push_back(variant_from(variant, place + ".variants[" + std::to_string(i++) + "]"));
    }
    std::set<std::string> labels;
    for (const AxisPoint& point : axis.points)
        if (!labels.insert(point.label).second)
            throw SettingsError(place + ": \"" + point.label + "\" occurs twice");
    return axis;
}

std::vector<Axis> axes_from(const Json& array, const std::string& place) {
    std::vector<Axis> axes;
    for (const Json& document : study_array(array, place)) {
        const std::string here = place + '[' + std::to_string(axes.size()) + ']';
        Axis axis = axis_from(document, here);
        if (std::ranges::find(axes, axis.name, &Axis::name) != axes.end())
            throw SettingsError(here + ".name: \"" + axis.name + "\" occurs twice");
        axes.push_back(std::move(axis));
    }
    return axes;
}

/// A point of the grid, all seeds of it.
struct GridPoint {
    std::vector<const AxisPoint*> points; ///< one an axis
};

std::vector<GridPoint> product_of(const std::vector<Axis>& axes) {
    std::vector<GridPoint> grid(1);
    for (const Axis& axis : axes) {
        std::vector<GridPoint> finer;
        for (const GridPoint& coarse : grid)
            for (const AxisPoint& point : axis.points) {
                finer.push_back(coarse);
                finer.back().points.push_back(&point);
            }
        grid = std::move(finer);
    }
    return grid;
}

StudyCell cell_of(const Study& study, const Knobs& start, const GridPoint& point, std::int64_t seed) {
    StudyCell cell{.id = {}, .labels = {}, .experiment = {.name = {}, .description = study.title, .knobs = start}};
    std::string words = study.name;
    Knobs& knobs = cell.experiment.knobs;
    for (std::size_t i = 0; i < point.points.size(); ++i) {
        const AxisPoint& on_axis = *point.points[i];
        cell.labels.emplace_back(study.axes[i].first, on_axis.label);
        words += ' ' + on_axis.label;
    }
    for (const auto part : {&AxisPoint::settings, &AxisPoint::overrides})
        for (std::size_t i = 0; i < point.points.size(); ++i)
            for (const auto& [key, value] : point.points[i]->*part)
                apply(knobs, Json{{key, value}}, "axis " + study.axes[i].first + ", \"" + point.points[i]->label + '"');
    knobs.training.seed = seed;
    for (const std::string& setting : study.settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos)
            throw SettingsError("--set " + setting + ": expected key=value");
        refuse_seed(setting.substr(0, equals), "--set " + setting);
        set_knob(knobs, setting.substr(0, equals), setting.substr(equals + 1));
    }
    try {
        check_consistency(knobs);
    } catch (const SettingsError& error) {
        throw SettingsError(cell.group() + ": " + error.what());
    }
    char number[16];
    std::snprintf(number, sizeof number, "%03zu", study.cells.size() + 1);
    cell.id = number + ('-' + slug(words, ".").substr(0, longest_name)) + "-s" + std::to_string(knobs.training.seed);
    cell.experiment.name = cell.id;
    return cell;
}

/// The form's own value of a key, else the study's.
const Json& of_form(const Json& document, const Json& form, const char* key, const std::string& place) {
    if (form.contains(key))
        return form[key];
    if (!document.contains(key))
        throw SettingsError(std::string(key) + ": is missing, both here and in " + place);
    return document[key];
}

/// The preset that a study names; a file is looked for beside the study's own first, so that the study can be run from any folder.
Experiment find_base(const std::string& name_or_path, const std::string& origin) {
    const std::filesystem::path beside = std::filesystem::path(origin).parent_path() / name_or_path;
    const std::vector<Experiment> presets = builtin_presets();
    std::error_code error;
    if (std::ranges::find(presets, name_or_path, &Experiment::name) == presets.end() && std::filesystem::is_regular_file(beside, error))
        return load_experiment(beside);
    return find_preset(name_or_path);
}

Study study_from(const Json& document, const std::string& origin, const std::string& form_name, const std::vector<std::string>& settings,
                 const std::optional<Experiment>& base) {
    study_keys(document, "", {"schema", "name", "title", "description", "axes", "seeds", "metrics", "claims", "forms"});
    if (!document.contains("schema") || !document["schema"].is_number_integer() || document["schema"] < 1 || document["schema"] > study_schema)
        throw SettingsError("schema: expected a whole number up to " + std::to_string(study_schema));
    if (!document.contains("forms") || !study_object(document["forms"], "forms").contains(form_name))
        throw SettingsError("forms." + form_name + ": is missing");
    const Json& form = document["forms"][form_name];
    const std::string place = "forms." + form_name;
    study_keys(form, place, {"note", "base", "set", "axes", "seeds"});
    Study study;
    study.name = study_text(document, "name", "");
    study.title = study_text(document, "title", "");
    study.description = study_text(document, "description", "");
    study.form = form_name;
    study.form_note = study_text(form, "note", place);
    study.base = study_text(form, "base", place);
    study.settings = settings;
    study.base_experiment = base ? *base : find_base(study.base, origin);
    Knobs start = study.base_experiment.knobs;
    start.training.threads = 1;
    if (form.contains("set"))
        apply(start, form["set"], place + ".set");
    const std::vector<Axis> axes = axes_from(of_form(document, form, "axes", place), form.contains("axes") ? place + ".axes" : "axes");
    for (const Axis& axis : axes) {
        study.axes.emplace_back(axis.name, std::vector<std::string>());
        for (const AxisPoint& point : axis.points)
            study.axes.back().second.push_back(point.label);
    }
    const std::vector<std::int64_t> seeds = seeds_from(of_form(document, form, "seeds", place), form.contains("seeds") ? place + ".seeds" : "seeds");
    for (const GridPoint& point : product_of(axes)) {
        std::vector<std::int64_t> own = seeds;
        for (const AxisPoint* on_axis : point.points)
            own = on_axis->seeds.value_or(own);
        for (const std::int64_t seed : own)
            study.cells.push_back(cell_of(study, start, point, seed));
    }
    read_claims(study, document);
    return study;
}

} // namespace

std::string StudyCell::group() const {
    std::string text;
    for (const auto& [axis, label] : labels)
        text += (text.empty() ? "" : " · ") + axis + ' ' + label;
    return text;
}

std::string StudyCell::label(const std::string& axis) const {
    if (axis == "seed")
        return std::to_string(seed());
    const auto found = std::ranges::find(labels, axis, &std::pair<std::string, std::string>::first);
    return found == labels.end() ? std::string() : found->second;
}

bool StudyCell::matches(const CellFilter& where) const {
    return std::ranges::all_of(where, [&](const auto& wanted) { return label(wanted.first) == wanted.second; });
}

std::vector<std::string> Study::labels_of(const std::string& axis) const {
    std::vector<std::string> labels;
    if (axis == "seed") {
        for (const StudyCell& cell : cells)
            if (std::ranges::find(labels, cell.label(axis)) == labels.end())
                labels.push_back(cell.label(axis));
        return labels;
    }
    const auto found = std::ranges::find(axes, axis, &std::pair<std::string, std::vector<std::string>>::first);
    if (found != axes.end())
        return found->second;
    std::string names;
    for (const auto& [name, unused] : axes)
        names += name + ", ";
    throw SettingsError("\"" + axis + "\" is no axis; expected one of " + names + "seed");
}

Study parse_study(const std::string& text, const std::string& origin, const std::string& form, const std::vector<std::string>& settings,
                  const std::optional<Experiment>& base) {
    try {
        Study study = study_from(Json::parse(text), origin, form, settings, base);
        study.text = text;
        return study;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(origin + ": is not valid JSON: " + without_exception_names(error.what()));
    } catch (const SettingsError& error) {
        throw SettingsError(origin + ": " + error.what());
    }
}

Study find_study(const std::string& name_or_path, const std::string& form, const std::vector<std::string>& settings) {
    for (const auto& [file, text] : study_texts())
        if (file == name_or_path + ".json")
            return parse_study(std::string(text), std::string(file), form, settings);
    if (std::error_code error; std::filesystem::exists(name_or_path, error))
        return parse_study(read_text(name_or_path), name_or_path, form, settings);
    std::string names;
    for (const std::string& name : study_names())
        names += (names.empty() ? "" : ", ") + name;
    throw SettingsError(name_or_path + ": is neither a built-in study (" + names + ") nor a file");
}

void check_feedback_acts(const Study& study) {
    for (const StudyCell& cell : study.cells) {
        const Knobs& knobs = cell.experiment.knobs;
        if (knobs.feedback.strength != 0 && engaged_strength(knobs, knobs.training.steps - 1) == 0)
            throw SettingsError(cell.group() + ": training.steps is " + std::to_string(knobs.training.steps) + ", but the feedback engages at step " +
                                std::to_string(knobs.feedback.engage_step) +
                                ", so that feedback.strength never acts; expected a smaller "
                                "feedback.engage_step or more training.steps");
    }
}

std::vector<std::string> study_names() {
    std::vector<std::string> names;
    for (const auto& [file, text] : study_texts())
        names.emplace_back(file.substr(0, file.find('.')));
    return names;
}

std::string command_of(const Study& study, const StudyCell& cell) {
    const std::vector<Experiment> presets = builtin_presets();
    const auto base = std::ranges::find(presets, study.base, &Experiment::name);
    // The file of another base may move or change.
    return base != presets.end() ? train_command(base->name, base->knobs, cell.experiment.knobs)
                                 : train_command("quickstart", find_preset("quickstart").knobs, cell.experiment.knobs);
}

} // namespace overdamp
