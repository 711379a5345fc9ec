// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/repeat_command.h"

#include "core/settings/train_command.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/world_size.h"

#include <algorithm>

namespace overdamp {

namespace {

std::string train_line(const RunInfo& run) {
    std::string command = train_command("quickstart", find_preset("quickstart").knobs, run.experiment.knobs);
    if (const std::int64_t processes = load_world_size(run.folder); processes > 1)
        command += " --world-size " + std::to_string(processes);
    return command;
}

/// What a child of an earlier version turned at its first step: its first event there, and the planned end where it is another than the parent's.
std::vector<Setting> settings_found(const RunInfo& run) {
    const Parent& parent = *run.parent;
    const std::vector<EventRecord> events = load_events(run.folder);
    std::vector<Setting> settings;
    if (const auto first = std::ranges::find(events, parent.step, &EventRecord::step); first != events.end())
        for (const KnobChange& change : first->changes)
            settings.push_back({change.key, change.to});
    const std::int64_t steps = run.experiment.knobs.training.steps;
    if (const auto folder = parent_folder(run.folder, parent); folder && load_experiment(*folder / "experiment.json").knobs.training.steps != steps)
        settings.push_back({"training.steps", steps});
    return settings;
}

std::optional<std::string> fork_line(const RunInfo& run) {
    const Parent& parent = *run.parent;
    if (parent.kind == ForkKind::twin || (parent.kind == ForkKind::what_if && !parent.without))
        return std::nullopt;
    const auto folder = parent_folder(run.folder, parent);
    std::string command = "overdamp-run fork " + shell_word(folder ? folder->string() : parent.run);
    command += parent.kind == ForkKind::what_if ? " --without-event " + std::to_string(*parent.without) : " --at " + std::to_string(parent.step);
    std::vector<Setting> settings;
    if (parent.settings)
        settings = *parent.settings;
    else if (parent.kind == ForkKind::fork)
        settings = settings_found(run);
    for (const Setting& setting : settings)
        command += " --set " + shell_word(setting.key + '=' + to_text(setting.value));
    return command;
}

} // namespace

std::optional<std::string> repeat_command(const RunInfo& run) {
    if (run.import_origin || run.condition == RunCondition::damaged)
        return std::nullopt;
    return run.parent ? fork_line(run) : std::optional(train_line(run));
}

std::string repeat_line(const RunInfo& run) {
    if (const auto command = repeat_command(run))
        return *command;
    if (run.import_origin)
        return "# " + run.name() + " was imported";
    if (run.condition == RunCondition::damaged)
        return "# " + run.name() + " is damaged, so that how it was started is not known";
    const std::string origin = std::filesystem::path(run.parent->run).filename().string() + " from step " + std::to_string(run.parent->step) + " on";
    return "# " + folder_name_of(run.folder) +
           (run.parent->kind == ForkKind::twin ? " is a twin of " + origin + ": the same without feedback, as the window makes it"
                                               : " repeats " + origin + " without one of its gestures");
}

std::vector<RunInfo> ancestors(const RunInfo& run) {
    constexpr std::size_t most = 100; // folders changed by hand might name each other
    std::vector<RunInfo> found;
    std::optional<Parent> parent = run.parent;
    for (std::filesystem::path child = run.folder; parent && found.size() < most;) {
        const auto folder = parent_folder(child, *parent);
        if (!folder)
            break;
        found.push_back(read_run(*folder));
        child = *folder;
        parent = found.back().parent;
    }
    std::ranges::reverse(found);
    return found;
}

bool was_turned_by_hand(const RunInfo& run) {
    const std::vector<EventRecord> events = load_events(run.folder), met = load_schedule(run.folder);
    return std::ranges::any_of(events, [&](const EventRecord& event) {
        const auto is_it = [&](const EventRecord& other) { return other.step == event.step && other.changes == event.changes; };
        return (!run.parent || event.step > run.parent->step) && std::ranges::none_of(met, is_it);
    });
}

} // namespace overdamp
