// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run study` and `overdamp-run report`
#include "app/program/version.h"
#include "app/runner/commands.h"
#include "app/runner/interrupt.h"
#include "app/runner/study_progress.h"
#include "core/settings/text.h"
#include "core/study/report.h"
#include "core/study/runner.h"
#include "core/telemetry/run_list.h"
#include "core/train/device.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct StudyOptions {
    std::string study;
    std::string form = "nano";
    std::vector<std::string> settings;
    std::string runs = default_runs_folder().string();
    std::int64_t jobs = 0;
    bool resume = false;
    bool json = false;
};

struct ReportOptions {
    std::vector<std::string> folders;
    bool json = false;
};

void print_report(const StudyReport& report, bool as_json) {
    if (as_json)
        std::cout << to_json(report).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    else
        std::cout << to_markdown(report);
}

std::filesystem::path study_folder(const StudyOptions& options) {
    if (!options.resume) {
        const Study study = find_study(options.study, options.form, options.settings);
        return create_study_folder(
            options.runs, study,
            {.source = options.study, .version = "overdamp-run " + version_and_commit() + ", LibTorch " + libtorch_version()});
    }
    if (is_study_folder(options.study))
        return options.study;
    const std::filesystem::path newest = newest_study_folder(options.runs, options.study, options.form);
    if (newest.empty())
        throw SettingsError("--resume: " + options.runs + " holds no study " + options.study + " in the form " + options.form);
    return newest;
}

/// Says where the study goes on, and which runs failed.
int finish(const StudyOptions& options, const std::filesystem::path& folder, const Study& study, const StudyProgress& end) {
    const StudyReport report = make_report(folder);
    write_text(folder / "report.md", to_markdown(report));
    write_text(folder / "report.json", to_json(report).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
    if (const int signal = interrupt_signal(); signal != 0 && end.count(CellState::finished) < study.cells.size()) {
        complain(("stopped with " + std::to_string(end.count(CellState::finished)) + " of " + std::to_string(study.cells.size()) +
                  " runs finished; continue with: overdamp-run study --resume '" + folder.string() + "'")
                     .c_str());
        return 128 + signal;
    }
    print_report(report, options.json);
    complain(("the study and its report are in " + folder.string()).c_str());
    return end.count(CellState::failed) > 0 ? exit_failed : exit_done;
}

int run(const StudyOptions& options) {
    std::filesystem::path folder;
    Study study;
    try {
        folder = study_folder(options);
        study = load_study_folder(folder).study;
    } catch (const std::runtime_error& error) {
        complain(error.what());
        return exit_usage;
    }
    catch_interrupts();
    StudyProgressView view(study);
    StudyRunnerOptions how{.program = std::filesystem::canonical("/proc/self/exe"), .jobs = options.jobs > 0 ? options.jobs : suggested_jobs(study)};
    how.progress = [&](const StudyProgress& progress) { view.update(progress); };
    how.interrupted = interrupt_signal;
    const StudyProgress end = run_study(folder, study, how);
    view.end();
    return finish(options, folder, study, end);
}

int report(const ReportOptions& options) {
    if (options.folders.size() == 1 && is_study_folder(options.folders.front())) {
        print_report(make_report(options.folders.front()), options.json);
        return exit_done;
    }
    std::vector<std::filesystem::path> runs;
    for (const std::string& folder : options.folders) {
        if (!is_run_folder(folder)) {
            complain((folder + ": is neither a run folder nor the only study folder").c_str());
            return exit_usage;
        }
        runs.emplace_back(folder);
    }
    if (options.json)
        std::cout << compare_json(runs).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    else
        std::cout << compare_markdown(runs);
    return exit_done;
}

} // namespace

void add_study(CLI::App& program) {
    CLI::App* command = program.add_subcommand("study", "Run a grid of experiments and set the results beside the paper's numbers");
    const auto options = std::make_shared<StudyOptions>();
    std::string names;
    for (const std::string& name : study_names())
        names += (names.empty() ? "" : ", ") + name;
    command->add_option("STUDY", options->study, "A built-in study (" + names + ") or a study's JSON file; with --resume also a study folder")
        ->required();
    command->add_option("--form", options->form, "nano: minutes on two cores; paper: the paper's sizes, for a GPU")
        ->type_name("FORM")
        ->capture_default_str();
    CLI::Option* set = command->add_option("--set", options->settings, "Set knobs in every run, such as language.corpus; once for each")
                           ->type_name("KEY=VALUE")
                           ->allow_extra_args(false);
    command->add_option("--runs", options->runs, "Folder in which the study folder is made")->type_name("DIR")->capture_default_str();
    command->add_option("--jobs", options->jobs, "Runs side by side; without it as many as cores and memory allow")
        ->type_name("N")
        ->check(CLI::Range(1, 4096));
    command->add_flag("--resume", options->resume, "Continue the newest such study without its finished runs; failed runs are tried again")
        ->excludes(set);
    command->add_flag("--json", options->json, "Print the report as one JSON object");
    command->callback([=] {
        if (const int code = run(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

void add_report(CLI::App& program) {
    CLI::App* command = program.add_subcommand("report", "Report a study, or compare runs, as Markdown");
    const auto options = std::make_shared<ReportOptions>();
    command->add_option("FOLDER", options->folders, "A study folder, or run folders")->required();
    command->add_flag("--json", options->json, "Print JSON instead");
    command->callback([=] {
        if (const int code = report(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
