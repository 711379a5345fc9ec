// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/log_import.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/log_names.h"
#include "core/telemetry/metrics.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/record_frames.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

/// Which of a log's columns are taken as what, and what becomes of the others.
struct Assignment {
    std::vector<ImportedColumn> columns;
    std::vector<std::string> left_out, unknown;

    std::string theirs(std::string_view ours) const {
        const auto found = std::ranges::find(columns, ours, &ImportedColumn::ours);
        return found == columns.end() ? std::string() : found->theirs;
    }
};

std::string list_of(const std::vector<std::string>& texts) {
    std::string list;
    for (const std::string& text : texts)
        list += (list.empty() ? "" : ", ") + text;
    return list.empty() ? "none" : list;
}

void check_wishes(const std::vector<ImportedColumn>& wishes, const std::vector<std::string>& columns) {
    for (const auto& [theirs, ours] : wishes) {
        if (std::ranges::find(columns, theirs) == columns.end())
            throw SettingsError("--map " + theirs + "=" + ours + ": the log has no column \"" + theirs + "\"; it has " + list_of(columns));
        if (!ours.empty() && !is_time_column(ours) && !find_metric(ours))
            throw SettingsError("--map " + theirs + "=" + ours + ": \"" + ours +
                                "\" is no measure; expected a log column such as train/loss or eval/predictive_entropy, or step, wall_time, seconds");
        if (!ours.empty() && std::ranges::count(wishes, ours, &ImportedColumn::ours) > 1)
            throw SettingsError("--map " + theirs + "=" + ours + ": two columns are to become " + ours);
    }
}

Assignment assign(const std::vector<std::string>& columns, const std::vector<ImportedColumn>& wishes) {
    check_wishes(wishes, columns);
    Assignment result;
    std::vector<std::pair<std::size_t, ImportedColumn>> candidates;
    for (const std::string& name : columns) {
        const auto wish = std::ranges::find(wishes, name, &ImportedColumn::theirs);
        const std::string ours(wish != wishes.end() ? wish->ours : meaning_of(name));
        if (!ours.empty())
            candidates.emplace_back(wish != wishes.end() ? 0 : 1 + column_preference(name), ImportedColumn{name, ours});
        else if (wish != wishes.end() || is_ignored_column(name))
            result.left_out.push_back(name);
        else
            result.unknown.push_back(name);
    }
    std::ranges::stable_sort(candidates, {}, [](const auto& candidate) { return candidate.first; });
    for (const auto& [rank, column] : candidates)
        if (result.theirs(column.ours).empty())
            result.columns.push_back(column);
        else
            result.left_out.push_back(column.theirs);
    return result;
}

/// What there is of one step.
struct Row {
    StepRecord step;
    EvaluationRecord evaluation;
    bool has_step = false, has_evaluation = false;
    std::size_t replaced = 0; ///< the most values of one column that a later one replaced
};

using Rows = std::map<std::int64_t, Row>;

/// Returns whether there was a value before.
bool set_value(Row& row, const Metric& metric, const LoggedValue& value) {
    const auto set = [&](auto& record, auto member, bool& has) {
        const bool had_value = !std::isnan(record.*member);
        record.*member = value.value;
        record.step = value.step;
        record.wall = std::isnan(value.wall) ? record.wall : value.wall;
        record.seconds = std::isnan(value.seconds) ? record.seconds : value.seconds;
        has = true;
        return had_value;
    };
    if (const auto* member = std::get_if<double StepRecord::*>(&metric.member))
        return set(row.step, *member, row.has_step);
    return set(row.evaluation, std::get<double EvaluationRecord::*>(metric.member), row.has_evaluation);
}

/// The values of the columns that were taken, by step.
Rows rows_of(const ForeignLog& log, const Assignment& assignment) {
    Rows rows;
    double start = not_measured;
    for (const LoggedSeries& series : log.series) {
        const auto column = std::ranges::find(assignment.columns, series.name, &ImportedColumn::theirs);
        const Metric* metric = column == assignment.columns.end() ? nullptr : find_metric(column->ours);
        if (!metric)
            continue;
        std::map<std::int64_t, std::size_t> replaced;
        for (const LoggedValue& value : series.values) {
            Row& row = rows[value.step];
            if (set_value(row, *metric, value))
                row.replaced = std::max(row.replaced, ++replaced[value.step]);
            start = std::fmin(start, value.wall);
        }
    }
    for (auto& [step, row] : rows) // a log that only has a clock still knows how long it took
        for (const auto& [wall, seconds] : {std::pair(&row.step.wall, &row.step.seconds), std::pair(&row.evaluation.wall, &row.evaluation.seconds)})
            if (*seconds == 0 && *wall > 0)
                *seconds = *wall - start;
    return rows;
}

std::ifstream open_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code error;
    if (!file || !fs::is_regular_file(path, error))
        throw FileError("cannot read " + path.string() + (error || file ? "" : ": it is not there or must not be read"));
    return file;
}

bool is_event_file(const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return false;
    std::ifstream file(path, std::ios::binary);
    std::array<char, 12> head{};
    file.read(head.data(), head.size());
    return begins_with_frame({head.data(), static_cast<std::size_t>(file.gcount())});
}

/// The logs directly in a folder: event files, in the order of their names, else a metrics.csv.
std::vector<fs::path> logs_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entries(folder, error), end; !error && entries != end; entries.increment(error))
        if (entries->path().filename().string().find("tfevents") != std::string::npos && is_event_file(entries->path()))
            files.push_back(entries->path());
    if (error)
        throw FileError("cannot read " + folder.string() + ": " + error.message());
    std::ranges::sort(files);
    if (files.empty() && fs::is_regular_file(folder / "metrics.csv", error))
        files.push_back(folder / "metrics.csv");
    return files;
}

/// The files of a log that lies in a folder or in the only folder below it that has one.
std::vector<fs::path> log_files(const fs::path& path) {
    std::error_code error;
    if (!fs::is_directory(path, error))
        return {path};
    if (is_run_folder(path))
        throw LogError(path.string() + ": is a run folder of Overdamp already; open it");
    if (auto files = logs_in(path); !files.empty())
        return files;
    std::vector<fs::path> folders;
    constexpr std::size_t most_folders = 10'000;
    std::size_t seen = 0;
    for (fs::recursive_directory_iterator entries(path, error), end; !error && entries != end && ++seen < most_folders; entries.increment(error))
        if (std::error_code ignored; entries->is_directory(ignored) && !logs_in(entries->path()).empty())
            folders.push_back(entries->path());
    if (folders.empty())
        throw LogError(path.string() + ": holds neither TensorBoard event files nor a metrics.csv");
    if (folders.size() > 1) {
        std::string list;
        std::ranges::sort(folders);
        for (const fs::path& folder : folders)
            list += "\n  " + folder.string();
        throw LogError(path.string() + ": holds the logs of several runs; import them one by one:" + list);
    }
    return logs_in(folders[0]);
}

/// A log with what its columns are taken as.
struct ReadLog {
    ForeignLog log;
    Assignment assignment;
    std::vector<std::string> columns; ///< all of them
};

ReadLog read_table(const fs::path& path, const ImportOptions& options) {
    std::ifstream file = open_file(path);
    std::vector<std::string> columns = csv_columns(file, path.string());
    Assignment assignment = assign(columns, options.columns);
    file.clear();
    file.seekg(0);
    const TimeColumns time{
        .step = assignment.theirs(step_column), .wall = assignment.theirs(wall_column), .seconds = assignment.theirs(seconds_column)};
    ReadLog read{.log = read_csv_log(file, path.string(), time), .assignment = std::move(assignment), .columns = std::move(columns)};
    for (const LoggedSeries& series : read.log.series) // a measure of texts is none
        if (const auto column = std::ranges::find(read.assignment.columns, series.name, &ImportedColumn::theirs);
            !series.text.empty() && column != read.assignment.columns.end()) {
            read.log.notices.push_back("column \"" + series.name + "\", " + series.text + " is no number, so it is not taken as " + column->ours);
            read.assignment.left_out.push_back(series.name);
            read.assignment.columns.erase(column);
        }
    return read;
}

ReadLog read_events(const std::vector<fs::path>& files, const ImportOptions& options) {
    ReadLog read;
    for (const fs::path& path : files) {
        std::ifstream file = open_file(path);
        read_event_log(file, path.string(), read.log);
    }
    for (const LoggedSeries& series : read.log.series)
        read.columns.push_back(series.name);
    read.assignment = assign(read.columns, options.columns);
    return read;
}

ReadLog read_files(const std::vector<fs::path>& files, const ImportOptions& options) {
    return is_event_file(files[0]) ? read_events(files, options) : read_table(files[0], options);
}

/// Counts a number of the column.
void take_in(LogColumn& column, double value) {
    ++column.values;
    column.smallest = std::fmin(column.smallest, value);
    column.largest = std::fmax(column.largest, value);
    column.last = value;
}

/// What a table's time columns hold stands in the values of the others.
void take_in_times(LogColumn& column, const ForeignLog& log) {
    for (const LoggedSeries& series : log.series)
        if (series.values.size() > column.values) {
            column.values = 0;
            column.smallest = column.largest = not_measured;
            for (const LoggedValue& value : series.values)
                take_in(column, column.ours == step_column   ? static_cast<double>(value.step)
                                : column.ours == wall_column ? value.wall
                                                             : value.seconds);
        }
}

std::string default_name(const fs::path& path, const std::vector<fs::path>& files) {
    if (path != files[0])
        return folder_name_of(path);
    const bool says_nothing = path.filename().string().find("tfevents") != std::string::npos || path.filename() == "metrics.csv";
    return says_nothing ? folder_name_of(fs::absolute(path).parent_path()) : path.stem().string();
}

fs::path write_run(const fs::path& runs, const std::string& name, const Rows& rows, const ImportOrigin& origin) {
    Experiment experiment{.name = name, .description = "Imported from " + origin.source + " (" + origin.format + ").", .knobs = {}};
    experiment.knobs.feedback.strength = 0;
    const auto& steps = find_knob("training.steps");
    experiment.knobs.training.steps =
        static_cast<std::int64_t>(std::clamp(static_cast<double>(rows.rbegin()->first) + 1, steps.minimum, steps.maximum));
    const fs::path folder = create_dated_folder(runs, name, "run folder");
    try {
        save_import_origin(folder, origin); // first, so that nobody takes it for a run of ours
        save_experiment(experiment, folder / "experiment.json");
        Recorder recorder(folder);
        for (const auto& [step, row] : rows) {
            if (row.has_step)
                recorder.record(row.step);
            if (row.has_evaluation)
                recorder.record(row.evaluation);
        }
        recorder.flush();
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        throw;
    }
    return folder;
}

} // namespace

bool looks_like_log(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return !is_run_folder(path) && !logs_in(path).empty();
    return is_event_file(path) || path.extension() == ".csv" || path.extension() == ".tsv";
}

bool LogPreview::is_doubtful() const {
    const auto is_loss = [](const LogColumn& column) { return column.ours == "train/loss" || column.ours == "eval/loss"; };
    return std::ranges::any_of(columns, &LogColumn::is_unknown) || std::ranges::none_of(columns, is_loss);
}

LogPreview preview_log(const fs::path& path) {
    const ReadLog read = read_files(log_files(path), {});
    LogPreview preview{.format = read.log.format, .columns = {}};
    for (const std::string& name : read.columns) {
        LogColumn column;
        column.name = name;
        if (const auto taken = std::ranges::find(read.assignment.columns, name, &ImportedColumn::theirs); taken != read.assignment.columns.end())
            column.ours = taken->ours;
        if (const auto series = std::ranges::find(read.log.series, name, &LoggedSeries::name); series != read.log.series.end())
            for (const LoggedValue& value : series->values)
                take_in(column, value.value);
        else if (is_time_column(column.ours))
            take_in_times(column, read.log);
        column.is_unknown = column.values > 0 && std::ranges::find(read.assignment.unknown, name) != read.assignment.unknown.end();
        preview.columns.push_back(column);
    }
    return preview;
}

ImportedLog import_log(const fs::path& path, const fs::path& runs, const ImportOptions& options) {
    const std::vector<fs::path> files = log_files(path);
    const ReadLog read = read_files(files, options);
    const Rows rows = rows_of(read.log, read.assignment);
    if (rows.empty() && read.assignment.unknown.empty() && !read.log.notices.empty())
        throw LogError(path.string() + ": holds no value of a known measure; " + list_of(read.log.notices));
    if (rows.empty())
        throw LogError(path.string() + ": holds no value of a known measure; its columns are " +
                       list_of(read.assignment.unknown.empty() ? read.assignment.left_out : read.assignment.unknown) +
                       "; say what they mean with --map theirs=ours");
    ImportedLog result{
        .run = {},
        .origin = {.source = fs::absolute(path).lexically_normal().string(), .format = read.log.format, .columns = read.assignment.columns},
        .left_out = read.assignment.left_out,
        .unknown = read.assignment.unknown,
        .notices = read.log.notices,
        .steps = rows.size()};
    for (const auto& [step, row] : rows)
        result.replaced += row.replaced;
    if (result.replaced > 0)
        result.notices.push_back(std::to_string(result.replaced) +
                                 (result.replaced == 1 ? " row was replaced by a later one" : " rows were replaced by later ones") +
                                 " of the same step");
    result.run = write_run(runs, options.name.empty() ? default_name(path, files) : options.name, rows, result.origin);
    return result;
}

} // namespace overdamp
