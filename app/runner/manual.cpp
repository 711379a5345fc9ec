// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run completion` and the hidden `overdamp-run manual`, which the build calls
#include "app/runner/commands.h"
#include "app/runner/completion.h"
#include "app/runner/outline.h"
#include "core/settings/experiment.h"
#include "core/study/plan.h"
#include "core/train/bench_cases.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace overdamp {

namespace {

std::vector<ManualSection> sections() {
    ManualSection presets{"PRESETS", "What train takes by its name:", {}};
    for (const Experiment& preset : builtin_presets())
        presets.entries.push_back({preset.name, preset.description});
    ManualSection knobs{"KNOBS", "What --set KEY=VALUE sets. A live knob may move while a run trains; a restart knob is fixed when it starts.", {}};
    for (const Knob& knob : knob_table()) {
        const std::string start = to_text(knob.default_value());
        std::string text = std::string(knob.help) + "\n" + (knob.timing == KnobTiming::live ? "Live, " : "Restart, ") + expected_values(knob);
        text += knob.unit.empty() ? "" : " (" + std::string(knob.unit) + ")";
        text += "; default: " + (start.empty() ? "empty" : start);
        if (!knob.reference.empty())
            text += "; " + std::string(knob.reference);
        knobs.entries.push_back({std::string(knob.key), text + "."});
    }
    const ManualSection files{"FILES",
                              "A run folder holds what the run is and did:",
                              {{"experiment.json", "Everything that defines the run."},
                               {"metrics.jsonl", "One line a step and one an evaluation."},
                               {"events.jsonl", "Every change of a knob, with its first step."},
                               {"samples.jsonl", "The texts that were drawn."},
                               {"checkpoints/step-N/", "Weights, optimizer and trainer state."},
                               {"summary.json", "The final numbers."}}};
    const ManualSection environment{"ENVIRONMENT",
                                    "",
                                    {{"XDG_DATA_HOME", "Runs are kept in $XDG_DATA_HOME/overdamp/runs, else in ~/.local/share/overdamp/runs."},
                                     {"XDG_CACHE_HOME", "Tokenizers that took long to train are kept in $XDG_CACHE_HOME/overdamp, else in ~/.cache/overdamp."}}};
    return {presets, knobs, files, environment};
}

/// The words with which the names of benchmark cases begin.
std::vector<std::string> bench_groups() {
    std::vector<std::string> groups = {"training"};
    for (const BenchCase& one : bench_cases(1))
        groups.push_back(one.name.substr(0, one.name.find(' ')));
    std::ranges::sort(groups);
    groups.erase(std::ranges::unique(groups).begin(), groups.end());
    return groups;
}

/// What can stand for the values that the commands' options name.
ValueHints hints() {
    std::vector<std::string> presets;
    for (const Experiment& preset : builtin_presets())
        presets.push_back(preset.name);
    return {{"PRESET", {.words = presets, .files = true}},
            {"STUDY", {.words = study_names(), .files = true}},
            {"CASE", {.words = bench_groups()}},
            {"DEVICE", {.words = {"auto", "cpu", "cuda"}}},
            {"SHELL", {.words = completion_shells()}},
            {"KEY=VALUE", {.knobs = true}},
            {"FILE", {.files = true}},
            {"RUN", {.folders = true}},
            {"FOLDER", {.folders = true}},
            {"CHECKPOINT", {.folders = true}},
            {"DIR", {.folders = true}}};
}

} // namespace

void add_completion(CLI::App& program) {
    CLI::App* command = program.add_subcommand("completion", "Print what makes a shell complete commands, options, presets and knobs");
    const auto shell = std::make_shared<std::string>();
    command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember(completion_shells()));
    command->callback([&program, shell] { std::cout << completion_script(*shell, outline_of(program), hints()); });
}

void add_manual(CLI::App& program) {
    program.add_subcommand("manual", "Print the manual page")->group("")->callback([&program] { std::cout << manual_page(outline_of(program), sections()); });
}

} // namespace overdamp
