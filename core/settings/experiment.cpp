// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/experiment.h"

#include "core/settings/preset_texts.h"
#include "core/settings/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

std::string text_member(const nlohmann::json& document, const char* key) {
    const auto found = document.find(key);
    if (found == document.end())
        return {};
    if (!found->is_string())
        throw SettingsError(std::string(key) + ": expected a text, found " + found->dump());
    return found->get<std::string>();
}

void check_schema(const nlohmann::json& document) {
    const auto found = document.find("schema");
    if (found == document.end() || !found->is_number_integer())
        throw SettingsError("schema: is missing or no whole number; expected " + std::to_string(experiment_schema));
    if (*found < 1 || *found > experiment_schema)
        throw SettingsError("schema: " + found->dump() + " is unknown to this version, which reads up to " + std::to_string(experiment_schema));
}

/// Says of another kind of document what it is and what takes it.
void refuse_other_documents(const nlohmann::json& document, const std::string& origin) {
    if (document.contains("lesson") && document.contains("steps"))
        throw SettingsError("is a lesson, not an experiment; take it in the window with: overdamp " + origin);
    if (document.contains("forms"))
        throw SettingsError("is a study, not an experiment; run it with: overdamp-run study " + origin);
    if (document.contains("study") && document.contains("form"))
        throw SettingsError("belongs to a study's folder and is no experiment; go on with: overdamp-run study --resume " +
                            std::filesystem::path(origin).parent_path().string());
}

Experiment experiment_from(const nlohmann::json& document, const std::string& origin) {
    if (!document.is_object())
        throw SettingsError("expected a JSON object, found " + std::string(document.type_name()));
    refuse_other_documents(document, origin);
    check_schema(document);
    for (const auto& [key, value] : document.items())
        if (key != "schema" && key != "name" && key != "description" && key != "knobs")
            throw SettingsError(key + ": is unknown; expected schema, name, description and knobs");
    Experiment experiment{.name = text_member(document, "name"), .description = text_member(document, "description"), .knobs = {}};
    if (const auto knobs = document.find("knobs"); knobs != document.end())
        apply_json(experiment.knobs, *knobs);
    check_consistency(experiment.knobs);
    return experiment;
}

} // namespace

nlohmann::json to_json(const Experiment& experiment) {
    return {{"schema", experiment_schema}, {"name", experiment.name}, {"description", experiment.description}, {"knobs", to_json(experiment.knobs)}};
}

Experiment parse_experiment(std::string_view text, const std::string& origin) {
    try {
        return experiment_from(nlohmann::json::parse(text), origin);
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(origin + ": is not valid JSON: " + without_exception_names(error.what()));
    } catch (const SettingsError& error) {
        throw SettingsError(origin + ": " + error.what());
    }
}

Experiment load_experiment(const std::filesystem::path& path) { return parse_experiment(read_text(path), path.string()); }

void save_experiment(const Experiment& experiment, const std::filesystem::path& path) { write_text(path, to_json(experiment).dump(2) + '\n'); }

std::vector<Experiment> builtin_presets() {
    std::vector<Experiment> presets;
    for (const auto& [file, text] : preset_texts())
        presets.push_back(parse_experiment(text, std::string(file)));
    return presets;
}

Experiment find_preset(const std::string& name_or_path) {
    std::vector<Experiment> presets = builtin_presets();
    const auto found = std::ranges::find(presets, name_or_path, &Experiment::name);
    if (found != presets.end())
        return *found;
    if (std::error_code error; std::filesystem::exists(name_or_path, error))
        return load_experiment(name_or_path);
    std::string names;
    for (const Experiment& preset : presets)
        names += (names.empty() ? "" : ", ") + preset.name;
    throw SettingsError(name_or_path + ": is neither a built-in preset (" + names + ") nor a file");
}

} // namespace overdamp
