// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run fork`
#include "core/telemetry/fork.h"
#include "app/runner/commands.h"
#include "app/runner/train.h"
#include "app/runner/world.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/world_size.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace overdamp {

namespace {

struct ForkOptions {
    std::string run;
    std::int64_t step = -1;
    std::int64_t without = -1;
    std::vector<std::string> settings;
    std::string runs;
    bool json = false;
};

Fork wanted_fork(const ForkOptions& options) {
    const std::filesystem::path run = options.run;
    if (!std::filesystem::exists(run / "experiment.json"))
        throw SettingsError(options.run + ": is not a run folder; it has no experiment.json");
    Fork fork = options.without >= 0 ? what_if_not(load_events(run), options.without)
                                     : Fork{.kind = options.settings.empty() ? ForkKind::rewind : ForkKind::fork, .step = options.step};
    for (const std::string& setting : options.settings) {
        Knobs knobs;
        apply_settings(knobs, {setting});
        const std::string key = setting.substr(0, setting.find('='));
        fork.settings.push_back({key, find_knob(key).value(knobs)});
    }
    return fork;
}

int train_fork(const ForkOptions& options) {
    std::filesystem::path child;
    try {
        const std::filesystem::path run = std::filesystem::absolute(options.run).lexically_normal();
        const std::filesystem::path parent = run.has_filename() ? run : run.parent_path();
        child = fork_run(parent, options.runs.empty() ? parent.parent_path() : std::filesystem::path(options.runs), wanted_fork(options));
    } catch (const SettingsError& error) {
        complain(error.what());
        return exit_usage;
    }
    return train_session({}, {.resume = child}, options.json, place_in_world({}, load_world_size(child)));
}

} // namespace

void add_fork(CLI::App& program) {
    CLI::App* command = program.add_subcommand("fork", "Train a child of a run: from one of its steps, with other settings, or without an event");
    const auto options = std::make_shared<ForkOptions>();
    command->add_option("RUN", options->run, "The run's folder, which is only read")->required();
    CLI::Option* at =
        command->add_option("--at", options->step, "The first step that is the child's own; the steps before it are kept")->type_name("STEP");
    at->check(CLI::NonNegativeNumber);
    CLI::Option* without = command->add_option("--without-event", options->without,
                                               "What if not: repeat the run without the gesture of the event with this revision in "
                                               "events.jsonl; later events stay");
    without->type_name("REVISION")->check(CLI::NonNegativeNumber);
    add_settings(*command, options->settings, "Live knobs from that step on, or training.steps, the new end");
    command->add_option("--runs", options->runs, "Folder for the child; beside RUN unless said")->type_name("DIR");
    command->add_flag("--json", options->json, "Print the results as one JSON object");
    at->excludes(without);
    command->callback([=] {
        if (options->step < 0 && options->without < 0)
            throw CLI::RequiredError("--at STEP or --without-event REVISION");
        if (const int code = train_fork(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
