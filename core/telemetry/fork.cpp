// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/fork.h"

#include "core/settings/text.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_program.h"
#include "core/telemetry/world_size.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unistd.h>
#include <utility>

namespace overdamp {

namespace {

namespace fs = std::filesystem;

constexpr int parent_schema = 1;
constexpr std::int64_t steps_back = 50; ///< to go back where there is no checkpoint
constexpr const char* parent_file = "parent.json";
constexpr const char* events_file = "events.jsonl";
constexpr const char* schedule_file = "schedule.jsonl";
constexpr const char* strength_key = "feedback.strength";
constexpr std::array<std::string_view, 4> kind_names{"rewind", "fork", "what_if", "twin"};

/// The step of a record's line. The numbers of a million lines are found without parsing the lines.
std::int64_t step_of_line(std::string_view line) {
    constexpr std::string_view key = "\"step\":";
    if (const std::size_t place = line.find(key); place != std::string_view::npos) {
        std::int64_t step = 0;
        const char* begin = line.data() + place + key.size();
        if (std::from_chars(begin, line.data() + line.size(), step).ec == std::errc{})
            return step;
    }
    return step_of(parse_line(line));
}

/// Copies the lines of steps before `step`; a torn last line stays behind.
void copy_lines(const fs::path& from, const fs::path& to, std::int64_t step) {
    std::ifstream source(from, std::ios::binary);
    if (!source)
        throw FileError("cannot read " + from.string());
    std::ofstream target(to, std::ios::binary);
    std::string line;
    for (std::int64_t number = 1; source && std::getline(source, line) && !source.eof(); ++number)
        try {
            if (step_of_line(line) < step)
                target << line << '\n';
        } catch (const SettingsError& error) {
            throw SettingsError(from.string() + ", line " + std::to_string(number) + ": " + error.what());
        }
    if (!target.flush())
        throw FileError("cannot write " + to.string());
}

std::string lines_of(std::span<const EventRecord> events) {
    std::string text;
    for (const EventRecord& event : events)
        text += to_line(event) + '\n';
    return text;
}

/// Checkpoints are never changed in place, so that parent and child can share their files.
void share_file(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_hard_link(from, to, error);
    if (error)
        fs::copy_file(from, to);
}

void share_checkpoints(const fs::path& parent, const fs::path& child, std::int64_t step) {
    for (const fs::path& checkpoint : list_checkpoints(parent)) {
        if (*checkpoint_step(checkpoint) > step)
            continue;
        const fs::path copy = child / "checkpoints" / checkpoint.filename();
        fs::create_directories(copy);
        for (const auto& entry : fs::directory_iterator(checkpoint))
            if (entry.is_regular_file())
                share_file(entry.path(), copy / entry.path().filename());
    }
}

void check_events(std::span<const EventRecord> events, const fs::path& path) {
    Knobs scratch;
    for (const EventRecord& event : events)
        try {
            apply_changes(scratch, event.changes);
        } catch (const SettingsError& error) {
            throw SettingsError(path.string() + ", event " + std::to_string(event.revision) + ": " + error.what());
        }
}

/// What the child's record and future are made of.
struct Plan {
    Experiment experiment;
    std::vector<EventRecord> past;   ///< events before the step, and what turns at it
    std::vector<EventRecord> future; ///< events that are to come
};

/// Whether the learning rate of a step depends on the planned end.
bool follows_the_end(const Experiment& experiment, std::span<const EventRecord> events) {
    Knobs knobs = experiment.knobs;
    bool follows = knobs.optimizer.schedule != Schedule::constant;
    for (const EventRecord& event : events) {
        apply_changes(knobs, event.changes);
        follows = follows || knobs.optimizer.schedule != Schedule::constant;
    }
    return follows;
}

/// Moves the planned end in the experiment and the other settings in `knobs`.
void apply_settings(Experiment& experiment, Knobs& knobs, std::span<const EventRecord> events, const Fork& fork) {
    for (const Setting& setting : fork.settings) {
        const Knob& knob = find_knob(setting.key);
        if (knob.timing == KnobTiming::live) {
            set_knob(knobs, knob, setting.value);
            continue;
        }
        if (setting.key != "training.steps")
            throw SettingsError(setting.key + ": is fixed when a run starts, so a fork cannot change it; train a new run");
        if (knob.value(experiment.knobs) == setting.value)
            continue;
        if (follows_the_end(experiment, events))
            throw SettingsError("training.steps: optimizer.schedule follows it, so the recorded steps could not be repeated");
        set_knob(experiment.knobs, knob, setting.value);
        if (experiment.knobs.training.steps < fork.step)
            throw SettingsError("training.steps: must not lie before step " + std::to_string(fork.step));
    }
    check_consistency(live_part(experiment.knobs, knobs));
}

/// Events from `fork.step` on that the child meets again, their old values not yet put right.
std::vector<EventRecord> kept_events(std::span<const EventRecord> events, const Fork& fork) {
    std::vector<EventRecord> kept;
    if (fork.kind == ForkKind::rewind || fork.kind == ForkKind::fork)
        return kept;
    const Gesture gesture = fork.without ? gesture_of(events, *fork.without) : Gesture{};
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].step >= fork.step && (i < gesture.begin || i >= gesture.end)) {
            kept.push_back(events[i]);
            if (fork.kind == ForkKind::twin)
                kept.back().changes = twin_changes(std::move(kept.back().changes));
        }
    return kept;
}

Plan make_plan(const fs::path& parent, const Fork& fork, std::int64_t recorded) {
    Plan plan{.experiment = load_experiment(parent / "experiment.json"), .past = {}, .future = {}};
    std::vector<EventRecord> events = load_events(parent);
    std::vector<EventRecord> to_come = load_schedule(parent);
    std::erase_if(to_come, [&](const EventRecord& event) { return event.step < recorded; });
    events.insert(events.end(), to_come.begin(), to_come.end());
    check_events(events, parent / events_file);
    const Knobs before = knobs_before(plan.experiment, events, fork.step);
    Knobs knobs = before;
    const std::vector<EventRecord> kept = kept_events(events, fork);
    for (const EventRecord& event : kept)
        if (event.step == fork.step)
            apply_changes(knobs, event.changes);
    apply_settings(plan.experiment, knobs, events, fork);
    std::int64_t revision = 0, gesture = 0;
    for (const EventRecord& event : events) {
        revision = std::max(revision, event.revision);
        gesture = std::max(gesture, event.gesture);
        if (event.step < fork.step)
            plan.past.push_back(event);
    }
    if (std::vector<KnobChange> changes = changes_between(before, knobs); !changes.empty())
        plan.past.push_back({.step = fork.step, .revision = revision + 1, .gesture = gesture + 1, .changes = std::move(changes)});
    for (const EventRecord& event : kept) {
        if (event.step == fork.step)
            continue;
        const Knobs previous = knobs;
        apply_changes(knobs, event.changes);
        if (std::vector<KnobChange> changes = changes_between(previous, knobs); !changes.empty())
            plan.future.push_back({.step = event.step, .revision = event.revision, .gesture = event.gesture, .changes = std::move(changes)});
    }
    return plan;
}

/// What load_parent() reads.
nlohmann::ordered_json parent_json(const fs::path& parent_name, const Fork& fork) {
    nlohmann::ordered_json json = {
        {"schema", parent_schema}, {"run", parent_name.generic_string()}, {"step", fork.step}, {"kind", std::string(to_text(fork.kind))}};
    json["settings"] = nlohmann::ordered_json::object();
    for (const Setting& setting : fork.settings)
        json["settings"][setting.key] = nlohmann::ordered_json(to_json(setting.value));
    if (fork.without)
        json["without_event"] = *fork.without;
    return json;
}

/// Throws SettingsError for what is no knob or not one of its values.
std::vector<Setting> settings_in(const nlohmann::json& object) {
    Knobs knobs;
    apply_json(knobs, object);
    std::vector<Setting> settings;
    for (const auto& [key, value] : object.items())
        settings.push_back({key, find_knob(key).value(knobs)});
    return settings;
}

void fill(const fs::path& child, const fs::path& parent, const fs::path& parent_name, const Plan& plan, const Fork& fork) {
    save_experiment(plan.experiment, child / "experiment.json");
    if (fs::exists(parent / "language.json"))
        fs::copy_file(parent / "language.json", child / "language.json");
    if (fs::exists(parent / world_file))
        fs::copy_file(parent / world_file, child / world_file);
    for (const auto& entry : fs::directory_iterator(parent))
        if (const fs::path name = entry.path().filename(); name.extension() == ".jsonl" && name != events_file && name != schedule_file)
            copy_lines(entry.path(), child / name, fork.step);
    write_text(child / events_file, lines_of(plan.past));
    if (!plan.future.empty())
        write_text(child / schedule_file, lines_of(plan.future));
    copy_programs(parent, child, fork.step);
    share_checkpoints(parent, child, fork.step);
    write_text(child / parent_file, parent_json(parent_name, fork).dump(2) + '\n');
}

/// Gives a finished folder its name in `runs`, which nobody else has.
fs::path put_in_place(const fs::path& finished, const fs::path& runs, const std::string& experiment) {
    for (int attempt = 1;; ++attempt) {
        const fs::path name = run_folder_name(runs, experiment, attempt);
        if (fs::exists(name))
            continue;
        std::error_code error;
        fs::rename(finished, name, error);
        if (!error)
            return name;
        if (error != std::errc::directory_not_empty && error != std::errc::file_exists)
            throw FileError("cannot create the run folder " + name.string() + ": " + error.message());
    }
}

std::int64_t recorded_steps(const fs::path& run) {
    const std::optional<StepRecord> last = last_step_record(run);
    return last ? last->step + 1 : 0;
}

} // namespace

std::string_view to_text(ForkKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

Fork what_if_not(std::span<const EventRecord> events, std::int64_t revision) {
    return {.kind = ForkKind::what_if, .step = gesture_of(events, revision).step, .without = revision};
}

Fork twin_at(std::int64_t step) { return {.kind = ForkKind::twin, .step = step, .settings = {{strength_key, 0.0}}}; }

fs::path fork_run(const fs::path& parent, const fs::path& runs, const Fork& fork) {
    if (!fs::exists(parent / "experiment.json"))
        throw SettingsError(parent.string() + ": is not a run folder; it has no experiment.json");
    refuse_imported(parent);
    const std::int64_t recorded = recorded_steps(parent);
    if (fork.step < 0 || fork.step > recorded)
        throw SettingsError("step " + std::to_string(fork.step) + " is not recorded: " + parent.string() +
                            " holds " + std::to_string(recorded) + " steps");
    const Plan plan = make_plan(parent, fork, recorded);
    const fs::path unfinished = runs / (".fork-" + std::to_string(::getpid()) + ".tmp");
    try {
        fs::create_directories(runs);
        fs::remove_all(unfinished);
        fs::create_directory(unfinished);
        fill(unfinished, parent, fs::relative(parent, runs), plan, fork);
        return put_in_place(unfinished, runs, plan.experiment.name);
    } catch (const std::exception& error) {
        std::error_code ignored;
        fs::remove_all(unfinished, ignored);
        if (const auto* system = dynamic_cast<const fs::filesystem_error*>(&error))
            throw FileError("cannot fork " + parent.string() + ": " + system->what());
        throw;
    }
}

std::optional<Parent> load_parent(const fs::path& run) {
    const fs::path path = run / parent_file;
    if (!fs::exists(path))
        return std::nullopt;
    try {
        const nlohmann::json json = nlohmann::json::parse(read_text(path));
        if (json.at("schema") != parent_schema)
            throw SettingsError("schema " + json.at("schema").dump() + " is unknown to this version");
        const auto kind = std::ranges::find(kind_names, json.at("kind").get<std::string>());
        if (kind == kind_names.end())
            throw SettingsError("kind: expected rewind, fork, what_if or twin, found " + json.at("kind").dump());
        Parent parent{.run = json.at("run"), .step = json.at("step"), .kind = static_cast<ForkKind>(kind - kind_names.begin())};
        if (json.contains("settings"))
            parent.settings = settings_in(json.at("settings"));
        if (json.contains("without_event"))
            parent.without = json.at("without_event").get<std::int64_t>();
        return parent;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": " + error.what());
    } catch (const SettingsError& error) {
        throw SettingsError(path.string() + ": " + error.what());
    }
}

std::optional<fs::path> parent_folder(const fs::path& run, const Parent& parent) {
    std::error_code error;
    const fs::path here = fs::absolute(run).lexically_normal();
    const fs::path runs = (here.has_filename() ? here : here.parent_path()).parent_path(); // a slash may end it
    const fs::path folder = (runs / parent.run).lexically_normal();
    return fs::exists(folder / "experiment.json", error) ? std::optional(folder) : std::nullopt;
}

std::vector<EventRecord> load_schedule(const fs::path& run) {
    const fs::path path = run / schedule_file;
    std::vector<EventRecord> events;
    if (!fs::exists(path))
        return events;
    const std::string text = read_text(path);
    std::size_t number = 1;
    for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1, ++number)
        try {
            events.push_back(std::get<EventRecord>(parse_line(std::string_view(text).substr(begin, end - begin))));
            Knobs scratch;
            apply_changes(scratch, events.back().changes); // throws for what no run could meet
        } catch (const std::exception& error) {
            throw SettingsError(path.string() + ", line " + std::to_string(number) + ": " + error.what());
        }
    std::ranges::stable_sort(events, {}, &EventRecord::step);
    return events;
}

void append_to_schedule(const fs::path& run, const EventRecord& event) {
    LineFile file(run / schedule_file);
    file.append(to_line(event));
    file.flush();
}

std::vector<KnobChange> twin_changes(std::vector<KnobChange> changes) {
    std::erase_if(changes, [](const KnobChange& change) { return change.key == strength_key; });
    return changes;
}

std::int64_t rescue_step(const fs::path& run, std::int64_t step) {
    for (const fs::path& checkpoint : list_checkpoints(run))
        if (*checkpoint_step(checkpoint) < step)
            return *checkpoint_step(checkpoint);
    return std::max<std::int64_t>(0, step - steps_back);
}

Knobs knobs_before(const Experiment& experiment, std::span<const EventRecord> events, std::int64_t step) {
    Knobs knobs = experiment.knobs;
    for (const EventRecord& event : events)
        if (event.step < step)
            apply_changes(knobs, event.changes);
    return knobs;
}

Gesture gesture_of(std::span<const EventRecord> events, std::int64_t revision) {
    const auto found = std::ranges::find(events, revision, &EventRecord::revision);
    if (found == events.end())
        throw SettingsError("event " + std::to_string(revision) + ": the run has no event with this revision");
    auto begin = static_cast<std::size_t>(found - events.begin());
    std::size_t end = begin + 1;
    while (begin > 0 && events[begin - 1].gesture == found->gesture)
        --begin;
    while (end < events.size() && events[end].gesture == found->gesture)
        ++end;
    return {.number = found->gesture, .step = events[begin].step, .begin = begin, .end = end};
}

} // namespace overdamp
