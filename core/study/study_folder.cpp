// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study_folder.h"

#include "core/settings/text.h"
#include "core/settings/train_command.h"
#include "core/study/queue_order.h"
#include "core/telemetry/run_list.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr int folder_schema = 1;

/// The newest run folder of every experiment's name.
std::map<std::string, fs::path> newest_runs(const fs::path& folder) {
    std::map<std::string, fs::path> newest;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder / "runs", error)) {
        if (!is_run_folder(entry.path()))
            continue;
        fs::path& known = newest[read_run(entry.path()).experiment.name];
        known = std::max(known, entry.path());
    }
    return newest;
}

/// What a queue's log says last of a cell.
struct QueueEntry {
    double time = 0; ///< seconds since 1970; logs of earlier versions lack it
    std::string reason; ///< why its worker failed, empty if it did not
};

void read_queue_log(const fs::path& log, std::map<std::string, QueueEntry>& entries) {
    if (!fs::exists(log))
        return;
    std::istringstream lines(read_text(log));
    for (std::string line; std::getline(lines, line);)
        // A torn last line is normal after a crash.
        if (const Json event = Json::parse(line, nullptr, false); event.is_object())
            if (QueueEntry& entry = entries[event.value("cell", "")]; event.value("time", 0.0) >= entry.time)
                entry = {.time = event.value("time", 0.0), .reason = event.value("reason", "")};
}

CellStatus status_of(const StudyCell& cell, const fs::path& run, const std::string& failure) {
    CellStatus status{.state = failure.empty() ? CellState::waiting : CellState::failed, .run = run, .reason = failure};
    if (run.empty())
        return status;
    const RunInfo info = read_run(run);
    status.steps = info.steps;
    status.seconds = info.seconds;
    if (is_being_written(run))
        status.state = CellState::running;
    else if (info.condition == RunCondition::failed || info.condition == RunCondition::damaged)
        status = {.state = CellState::failed, .run = run, .steps = info.steps, .seconds = info.seconds, .reason = info.message};
    else if (info.condition == RunCondition::finished && info.steps >= cell.experiment.knobs.training.steps)
        status.state = CellState::finished;
    else if (failure.empty())
        status.state = CellState::interrupted;
    if (status.state != CellState::failed)
        status.reason.clear();
    return status;
}

/// What a study is found by from any folder: a built-in study's name, a file's absolute path; a name that is neither stays.
std::string lasting_source(const std::string& source) {
    std::error_code error;
    if (const std::vector<std::string> names = study_names(); std::ranges::find(names, source) != names.end() || !fs::is_regular_file(source, error))
        return source;
    return fs::absolute(source).lexically_normal().string();
}

void fill(const fs::path& folder, const Study& study, const StudyOrigin& origin) {
    for (const char* room : {"cells", "runs", "logs"})
        fs::create_directory(folder / room);
    for (const StudyCell& cell : study.cells)
        save_experiment(cell.experiment, folder / "cells" / (cell.id + ".json"));
    const Json document = {{"schema", folder_schema},         {"source", origin.source},
                           {"version", origin.version},       {"form", study.form},
                           {"settings", study.settings},      {"base", Json(to_json(study.base_experiment))},
                           {"study", Json::parse(study.text)}};
    write_text(folder / "study.json", document.dump(2) + '\n');
}

} // namespace

std::string study_command(const Study& study, const StudyOrigin& origin) {
    std::string command = "overdamp-run study " + shell_word(origin.source) + " --form " + shell_word(study.form);
    for (const std::string& setting : study.settings)
        command += " --set " + shell_word(setting);
    return command;
}

fs::path create_study_folder(const fs::path& runs, const Study& study, const StudyOrigin& origin) {
    check_feedback_acts(study);
    const fs::path folder = create_dated_folder(runs, "study-" + study.name + '-' + study.form, "study folder");
    try {
        fill(folder, study, {.source = lasting_source(origin.source), .version = origin.version});
    } catch (const std::exception& error) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        if (dynamic_cast<const fs::filesystem_error*>(&error))
            throw FileError("cannot create the study folder " + folder.string() + ": " + error.what());
        throw;
    }
    return folder;
}

bool is_study_folder(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "study.json", ignored);
}

fs::path newest_study_folder(const fs::path& runs, const std::string& name_or_path, const std::string& form,
                             const std::function<void(const std::string&)>& warn) {
    const std::string source = lasting_source(name_or_path);
    fs::path newest;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(runs, error)) {
        if (!is_study_folder(entry.path()))
            continue;
        try {
            const auto [study, origin] = load_study_folder(entry.path());
            if (study.form == form && (study.name == name_or_path || origin.source == name_or_path || origin.source == source))
                newest = std::max(newest, entry.path());
        } catch (const std::runtime_error& problem) {
            if (warn)
                warn("passed over " + entry.path().string() + ": " + problem.what());
        }
    }
    return newest;
}

StudyOnDisk load_study_folder(const fs::path& folder) {
    const fs::path path = folder / "study.json";
    try {
        const Json document = Json::parse(read_text(path));
        if (document.at("schema").get<int>() > folder_schema)
            throw SettingsError(path.string() + ": schema: " + document.at("schema").dump() + " is unknown to this version");
        std::optional<Experiment> base; // of folders of earlier versions it is found by its name
        if (document.contains("base"))
            base = parse_experiment(document.at("base").dump(), path.string() + ": base");
        StudyOnDisk read{.study = parse_study(document.at("study").dump(), path.string(), document.at("form").get<std::string>(),
                                              document.at("settings").get<std::vector<std::string>>(), base),
                         .origin = {.source = document.at("source").get<std::string>(), .version = document.at("version").get<std::string>()}};
        if (const fs::path own = folder / read.origin.source; !read.origin.source.empty() && fs::is_regular_file(own))
            read.origin.source = fs::absolute(own).lexically_normal().string();
        for (StudyCell& cell : read.study.cells)
            cell.experiment = load_experiment(folder / "cells" / (cell.id + ".json"));
        return read;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": is not a study: " + error.what());
    }
}

std::string_view name_of(CellState state) {
    static constexpr std::array<std::string_view, 7> names = {"waiting", "running", "finished", "interrupted", "failed", "held", "cancelled"};
    return names[static_cast<std::size_t>(state)];
}

fs::path cell_queue_log(const fs::path& folder, const std::string& cell) { return folder / "logs" / (cell + ".jsonl"); }

std::vector<CellStatus> cell_statuses(const fs::path& folder, const Study& study) {
    const auto runs = newest_runs(folder);
    const QueueOrder order = load_queue_order(folder);
    std::map<std::string, QueueEntry> entries;
    read_queue_log(folder / "queue.jsonl", entries);
    for (const StudyCell& cell : study.cells)
        read_queue_log(cell_queue_log(folder, cell.id), entries);
    std::vector<CellStatus> statuses;
    for (const StudyCell& cell : study.cells) {
        const auto run = runs.find(cell.id);
        statuses.push_back(status_of(cell, run == runs.end() ? fs::path() : run->second, entries[cell.id].reason));
        CellState& state = statuses.back().state;
        if (state != CellState::finished && state != CellState::running && !order.wants(cell.id))
            state = order.cancelled.contains(cell.id) ? CellState::cancelled : CellState::held;
    }
    return statuses;
}

} // namespace overdamp
