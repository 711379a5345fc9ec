// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run runs`
#include "app/runner/commands.h"
#include "core/telemetry/run_columns.h"
#include "core/telemetry/run_folder.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct RunsOptions {
    std::string runs = default_runs_folder().string();
    std::string filter;
    bool json = false;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// Characters of UTF-8 text, each taken to be one column wide.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](unsigned char byte) { return (byte & 0xC0) != 0x80; }));
}

void print_table(const std::vector<RunInfo>& runs) {
    std::vector<std::vector<std::string>> lines(runs.size() + 1);
    for (const RunColumn& column : run_columns()) {
        if (!column.shown && column.key != "folder")
            continue;
        lines[0].emplace_back(column.label);
        for (std::size_t i = 0; i < runs.size(); ++i)
            lines[i + 1].push_back(first_line(shown_text(column, column.value(runs[i]))));
    }
    std::vector<std::size_t> widths(lines[0].size());
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], width_of(line[i]));
    for (const auto& line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i)
            text += line[i] + std::string(i + 1 < line.size() ? widths[i] - width_of(line[i]) + 2 : 0, ' ');
        std::cout << text << '\n';
    }
}

void print_json(const std::vector<RunInfo>& runs) {
    auto array = nlohmann::ordered_json::array();
    for (const RunInfo& run : runs) {
        nlohmann::ordered_json object;
        for (const RunColumn& column : run_columns())
            object[std::string(column.key)] = std::visit(
                [](const auto& value) {
                    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::monostate>)
                        return nlohmann::ordered_json();
                    else
                        return nlohmann::ordered_json(value);
                },
                column.value(run));
        object["path"] = run.folder.string();
        object["message"] = run.message;
        array.push_back(std::move(object));
    }
    std::cout << array.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

int list_runs(const RunsOptions& options) {
    RunFilter filter;
    try {
        filter = RunFilter(options.filter);
    } catch (const SettingsError& error) {
        complain(error.what());
        return exit_usage;
    }
    if (options.runs != RunsOptions().runs && !std::filesystem::is_directory(options.runs))
        complain((options.runs + ": there is no such folder").c_str());
    std::vector<RunInfo> runs = RunLister().list(options.runs);
    std::erase_if(runs, [&](const RunInfo& run) { return !filter.accepts(run); });
    for (const RunInfo& run : runs)
        if (run.condition == RunCondition::damaged && !options.json)
            complain((run.folder.string() + " is damaged: " + run.message).c_str());
    if (options.json)
        print_json(runs);
    else if (!runs.empty())
        print_table(runs);
    return exit_done;
}

} // namespace

void add_runs(CLI::App& program) {
    CLI::App* command = program.add_subcommand("runs", "List recorded runs, newest first");
    const auto options = std::make_shared<RunsOptions>();
    command->add_option("--runs", options->runs, "Folder that holds the run folders")->type_name("DIR")->capture_default_str();
    command->add_option("--filter", options->filter, "Words that must occur, and conditions on columns or knobs: 'state:finished alpha>0.1'")
        ->type_name("TEXT");
    command->add_flag("--json", options->json, "Print one JSON array with an object a run");
    command->callback([=] {
        if (const int code = list_runs(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
