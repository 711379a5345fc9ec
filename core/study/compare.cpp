// SPDX-License-Identifier: GPL-3.0-or-later
// Chosen runs beside each other.
#include "core/study/report.h"
#include "core/telemetry/repeat_command.h"

#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

struct ComparedRun {
    RunInfo info;
    LastRecords last;
};

std::vector<ComparedRun> read_compared(std::span<const std::filesystem::path> runs) {
    std::vector<ComparedRun> read;
    for (const std::filesystem::path& run : runs)
        read.push_back({.info = read_run(run), .last = last_records(run)});
    return read;
}

double last_value(const ComparedRun& run, const Metric& metric) {
    if (const auto* member = std::get_if<double StepRecord::*>(&metric.member))
        return run.last.step ? (*run.last.step).**member : not_measured;
    return run.last.evaluation ? (*run.last.evaluation).*std::get<double EvaluationRecord::*>(metric.member) : not_measured;
}

Text metric_name(const Metric& metric) {
    return {{{std::string(metric.name), Span::Style::code}, {metric.unit.empty() ? "" : ", " + std::string(metric.unit)}}};
}

/// The command of a run without what moved while it trained; nothing where there is none or the run is damaged.
std::optional<std::string> command_of(const RunInfo& run) {
    try {
        return repeat_command(run);
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

/// The same as a line of the shell, with the reason where there is no command.
std::string line_of(const RunInfo& run) {
    try {
        return repeat_line(run);
    } catch (const std::runtime_error& error) {
        return "# " + run.name() + ": " + error.what();
    }
}

} // namespace

Document compare_document(std::span<const std::filesystem::path> runs, std::vector<Picture> pictures) {
    const std::vector<ComparedRun> read = read_compared(runs);
    Document document{.title = "Comparison of " + std::to_string(read.size()) + " runs", .blocks = {}};
    Table table{.columns = {""}, .rows = {}};
    Commands commands;
    for (const ComparedRun& run : read) {
        table.columns.emplace_back(run.info.name());
        commands.lines.push_back(line_of(run.info));
    }
    const auto line = [&](const Text& name, auto cell) {
        table.rows.push_back({name});
        for (const ComparedRun& run : read)
            table.rows.back().emplace_back(cell(run));
    };
    line("state",
         [](const ComparedRun& run) { return std::string(name_of(run.info.condition)) + (run.info.message.empty() ? "" : ": " + run.info.message); });
    const auto knob_cell = [](const ComparedRun& run, const Knob& knob) { return has_knobs(run.info) ? to_text(knob.value(run.info.knobs)) : "–"; };
    line("seed", [&](const ComparedRun& run) { return knob_cell(run, find_knob("training.seed")); });
    line("steps", [](const ComparedRun& run) { return std::to_string(run.info.steps); });
    for (const Knob& knob : knob_table())
        if (std::ranges::any_of(read, [&](const ComparedRun& run) { return knob_cell(run, knob) != knob_cell(read.front(), knob); }))
            line(code_text(std::string(knob.key)), [&](const ComparedRun& run) { return knob_cell(run, knob); });
    for (const Metric& metric : metric_table())
        if (std::ranges::any_of(read, [&](const ComparedRun& run) { return !std::isnan(last_value(run, metric)); }))
            line(metric_name(metric), [&](const ComparedRun& run) { return short_number(last_value(run, metric)); });
    line("onset", [](const ComparedRun& run) { return run.info.onset_step ? std::to_string(*run.info.onset_step) : "–"; });
    line("collapse", [](const ComparedRun& run) { return run.info.collapse_step ? std::to_string(*run.info.collapse_step) : "–"; });
    document.blocks.emplace_back(std::move(table));
    for (Picture& picture : pictures)
        document.blocks.emplace_back(std::move(picture));
    document.blocks.emplace_back(Paragraph{"As they were started:"});
    document.blocks.emplace_back(std::move(commands));
    return document;
}

Json compare_json(std::span<const std::filesystem::path> runs) {
    Json array = Json::array();
    for (const ComparedRun& run : read_compared(runs)) {
        const auto command = command_of(run.info);
        Json measures = Json::object();
        for (const Metric& metric : metric_table())
            if (const double value = last_value(run, metric); !std::isnan(value))
                measures[std::string(metric.name)] = value;
        const auto step = [](const std::optional<std::int64_t>& number) { return number ? Json(*number) : Json(); };
        array.push_back({{"name", run.info.name()},
                         {"folder", run.info.folder.string()},
                         {"state", name_of(run.info.condition)},
                         {"message", run.info.message},
                         {"seed", has_knobs(run.info) ? Json(run.info.knobs.training.seed) : Json()},
                         {"steps", run.info.steps},
                         {"command", command ? Json(*command) : Json()},
                         {"onset_step", step(run.info.onset_step)},
                         {"collapse_step", step(run.info.collapse_step)},
                         {"measures", measures}});
    }
    return array;
}

} // namespace overdamp
