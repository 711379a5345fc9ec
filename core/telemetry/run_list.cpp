// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_list.h"

#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

constexpr std::array read_files = {"experiment.json", "summary.json", "metrics.jsonl", "events.jsonl", "note.json", "parent.json", "import.json"};

/// Calls `read`; what it throws is noted as damage, and the next file is read all the same.
template <typename Read> void note_damage(RunInfo& info, Read read) {
    try {
        read();
    } catch (const std::exception& error) {
        info.message += (info.message.empty() ? "" : "; ") + std::string(error.what());
        info.condition = RunCondition::damaged;
    }
}

double number_or_nan(const nlohmann::json& document, const char* key) {
    const auto found = document.find(key);
    return found != document.end() && found->is_number() ? found->get<double>() : not_measured;
}

std::optional<std::int64_t> step_in(const nlohmann::json& document, const char* key) {
    const auto found = document.find(key);
    return found != document.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}

RunCondition condition_named(const std::string& state) {
    for (const RunCondition condition : {RunCondition::finished, RunCondition::stopped, RunCondition::failed})
        if (name_of(condition) == state)
            return condition;
    throw SettingsError("summary.json: state: \"" + state + "\" is unknown; expected finished, stopped or failed");
}

void read_summary(RunInfo& info) {
    const fs::path path = info.folder / "summary.json";
    try {
        const auto summary = nlohmann::json::parse(read_text(path));
        info.condition = condition_named(summary.at("state").get<std::string>());
        if (info.condition == RunCondition::failed)
            info.message = summary.value("message", std::string());
        info.steps = summary.at("steps").get<std::int64_t>();
        info.seconds = number_or_nan(summary, "seconds");
        info.loss = number_or_nan(summary, "train/loss");
        info.held_out_loss = number_or_nan(summary, "eval/loss");
        info.held_out_entropy = number_or_nan(summary, "eval/predictive_entropy");
        info.share = number_or_nan(summary, "sample/hf_share_top10");
        info.onset_step = step_in(summary, "onset_step");
        info.collapse_step = step_in(summary, "collapse_step");
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": is not a summary: " + error.what());
    }
}

void read_last_records(RunInfo& info) {
    const LastRecords last = last_records(info.folder);
    if (last.step) {
        info.steps = last.step->step + 1;
        info.seconds = last.step->seconds;
        info.loss = last.step->loss;
    }
    if (last.evaluation) {
        info.held_out_loss = last.evaluation->loss;
        info.held_out_entropy = last.evaluation->predictive_entropy;
        info.share = last.evaluation->hf_share_top10;
    }
}

} // namespace

std::string_view name_of(RunCondition condition) {
    static constexpr std::array<std::string_view, 7> names = {translatable("live"),        translatable("finished"), translatable("stopped"), translatable("failed"),
                                                              translatable("interrupted"), translatable("damaged"),  translatable("imported")};
    return names[static_cast<std::size_t>(condition)];
}

std::string RunInfo::name() const { return !note.name.empty() ? note.name : !experiment.name.empty() ? experiment.name : folder.filename().string(); }

std::string RunInfo::started() const {
    const std::string text = folder.filename().string();
    constexpr std::string_view pattern = "00000000-000000";
    if (text.size() < pattern.size())
        return {};
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (pattern[i] == '-' ? text[i] != '-' : !std::isdigit(static_cast<unsigned char>(text[i])))
            return {};
    return text.substr(0, 4) + '-' + text.substr(4, 2) + '-' + text.substr(6, 2) + ' ' + text.substr(9, 2) + ':' + text.substr(11, 2) + ':' +
           text.substr(13, 2);
}

bool has_knobs(const RunInfo& run) { return !run.import_origin && !(run.experiment.name.empty() && run.condition == RunCondition::damaged); }

bool is_run_folder(const fs::path& folder) {
    std::error_code ignored;
    return std::ranges::any_of(std::array{"experiment.json", "metrics.jsonl", "checkpoints"},
                               [&](const char* name) { return fs::exists(folder / name, ignored); });
}

RunInfo read_run(const fs::path& folder) {
    RunInfo info{.folder = folder, .message = {}, .note = {}, .experiment = {}, .knobs = {}, .onset_step = {}, .collapse_step = {}, .parent = {}};
    note_damage(info, [&] {
        info.import_origin = load_import_origin(folder);
        info.condition = info.import_origin ? RunCondition::imported : info.condition;
    });
    if (fs::exists(folder / "summary.json"))
        note_damage(info, [&] { read_summary(info); });
    else
        note_damage(info, [&] { read_last_records(info); });
    note_damage(info, [&] { info.experiment = load_experiment(folder / "experiment.json"); });
    info.knobs = info.experiment.knobs;
    note_damage(info, [&] {
        for (const EventRecord& event : load_events(folder))
            apply_changes(info.knobs, event.changes);
    });
    note_damage(info, [&] { info.note = load_note(folder); });
    note_damage(info, [&] { info.parent = load_parent(folder); });
    return info;
}

RunLister::Stamp RunLister::stamp_of(const fs::path& folder) {
    Stamp stamp;
    for (std::size_t i = 0; i < stamp.size(); ++i) {
        std::error_code error;
        const fs::path file = folder / read_files[i];
        const auto time = fs::last_write_time(file, error);
        const auto size = error ? 0 : fs::file_size(file, error);
        stamp[i] = error ? Stamp::value_type{} : Stamp::value_type{time, size};
    }
    return stamp;
}

std::vector<RunInfo> RunLister::list(const fs::path& runs) {
    static_assert(read_files.size() == std::tuple_size_v<Stamp>);
    std::error_code error;
    std::map<fs::path, Known> seen;
    if (!fs::exists(runs, error))
        return {};
    for (fs::directory_iterator entries(runs, error), end; !error && entries != end; entries.increment(error)) {
        const fs::path folder = entries->path();
        std::error_code gone; // a run may vanish while it is looked at
        if (folder.filename().string().starts_with('.') || !entries->is_directory(gone) || !is_run_folder(folder))
            continue;
        const Stamp stamp = stamp_of(folder);
        const auto old = known_.find(folder);
        Known known = old != known_.end() && old->second.stamp == stamp ? std::move(old->second) : Known{stamp, read_run(folder)};
        // A lock leaves no trace in the files, so it is asked for each time.
        const bool live = known.info.condition == RunCondition::interrupted && is_being_written(folder);
        if (known.info.version == 0 || live != known.live)
            known.info.version = ++versions_;
        known.live = live;
        seen.emplace(folder, std::move(known));
    }
    if (error)
        throw FileError("cannot read " + runs.string() + ": " + error.message());
    known_ = std::move(seen);
    std::vector<RunInfo> list;
    list.reserve(known_.size());
    for (auto known = known_.rbegin(); known != known_.rend(); ++known) {
        list.push_back(known->second.info);
        if (known->second.live)
            list.back().condition = RunCondition::live;
    }
    return list;
}

} // namespace overdamp
