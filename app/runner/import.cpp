// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run import`
#include "app/runner/commands.h"
#include "core/settings/text.h"
#include "core/telemetry/log_import.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_folder.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct ImportCommand {
    std::string path;
    std::string runs = default_runs_folder().string();
    std::string name;
    std::vector<std::string> columns;
    bool json = false;
};

ImportOptions import_options(const ImportCommand& command) {
    ImportOptions options{.name = command.name, .columns = {}};
    for (const std::string& text : command.columns) {
        const std::size_t equals = text.rfind('=');
        if (equals == std::string::npos)
            throw SettingsError("--map " + text + ": expected theirs=ours");
        options.columns.push_back({.theirs = text.substr(0, equals), .ours = text.substr(equals + 1)});
    }
    return options;
}

void print_import(const ImportedLog& log, bool as_json) {
    if (as_json) {
        nlohmann::ordered_json columns = nlohmann::ordered_json::object();
        for (const ImportedColumn& column : log.origin.columns)
            columns[column.theirs] = column.ours;
        const nlohmann::ordered_json result = {{"folder", log.run.string()}, {"format", log.origin.format}, {"steps", log.steps},
                                               {"replaced", log.replaced},   {"columns", columns},          {"left_out", log.left_out},
                                               {"unknown", log.unknown},     {"notices", log.notices}};
        std::cout << result.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        return;
    }
    for (const ImportedColumn& column : log.origin.columns)
        std::cout << column.theirs << " → " << column.ours << '\n';
    std::cout << "steps: " << log.steps << "\nrun folder: " << log.run.string() << '\n';
    for (const std::string& notice : log.notices)
        complain(notice.c_str());
    for (const std::string& name : log.left_out)
        complain(("left out: " + name).c_str());
    for (const std::string& name : log.unknown)
        complain(("unknown, left out: " + name + " (say what it means with --map '" + name + "=COLUMN')").c_str());
}

int import_what(const ImportCommand& command) {
    if (std::error_code error; !std::filesystem::exists(command.path, error)) {
        complain((command.path + ": is not there").c_str());
        return exit_usage;
    }
    if (is_archive(command.path)) {
        const std::filesystem::path run = unpack_run(command.path, command.runs);
        if (command.json)
            std::cout << nlohmann::ordered_json{{"folder", run.string()}, {"format", "run archive"}}.dump(2) << '\n';
        else
            std::cout << "run folder: " << run.string() << '\n';
        return exit_done;
    }
    ImportOptions options;
    try {
        options = import_options(command);
        print_import(import_log(command.path, command.runs, options), command.json);
    } catch (const SettingsError& error) {
        complain(error.what());
        return exit_usage;
    }
    return exit_done;
}

} // namespace

void add_import(CLI::App& program) {
    CLI::App* command = program.add_subcommand(
        "import",
        "Make a run folder of another tool's log, to plot it beside ours, or of a packed run.\n"
        "Read are CSV tables (W&B, Lightning and others), TensorBoard event files and folders with them, and archives that `export --zip` wrote.");
    const auto options = std::make_shared<ImportCommand>();
    command->add_option("PATH", options->path, "A log, a folder with one, or an archive of a run")->required();
    command->add_option("--runs", options->runs, "Folder in which the run folder is made")->type_name("DIR")->capture_default_str();
    command->add_option("--name", options->name, "What to call the run; without it as the file")->type_name("NAME");
    command
        ->add_option("--map", options->columns,
                     "What a column means: one of our log columns, or step, wall_time or seconds; nothing leaves it out. Once for each.")
        ->type_name("THEIRS=OURS")
        ->allow_extra_args(false);
    command->add_flag("--json", options->json, "Print one JSON object");
    command->callback([=] {
        if (const int code = import_what(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
