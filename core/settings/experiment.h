// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that defines a run, as one JSON document; presets are experiments with a name.
#pragma once

#include "core/settings/knobs.h"

#include <filesystem>
#include <string>
#include <vector>

namespace overdamp {

/// Version of the JSON documents written here; older ones are read, newer ones are refused.
inline constexpr int experiment_schema = 1;

struct Experiment {
    std::string name;
    std::string description;
    Knobs knobs;
};

/// `{"schema": 1, "name": …, "description": …, "knobs": {…}}` with every knob.
nlohmann::json to_json(const Experiment& experiment);

/// Reads such a document; knobs that it does not name keep their defaults. `origin` is named in errors.
/// Throws SettingsError for bad JSON, unknown keys, wrong types and values out of range.
Experiment parse_experiment(std::string_view text, const std::string& origin);

/// Reads a preset or an `experiment.json`. Throws FileError or SettingsError.
Experiment load_experiment(const std::filesystem::path& path);

/// Writes the document whole. Throws FileError.
void save_experiment(const Experiment& experiment, const std::filesystem::path& path);

/// The presets that are built in, in the order in which they are offered.
std::vector<Experiment> builtin_presets();

/// A built-in preset by name, else the file of that path. Throws SettingsError that lists the built-in names.
Experiment find_preset(const std::string& name_or_path);

} // namespace overdamp
