// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run study` and `overdamp-run report`
#include "app/program/version.h"
#include "app/runner/commands.h"
#include "app/runner/interrupt.h"
#include "app/runner/study_progress.h"
#include "app/runner/train.h"
#include "core/settings/text.h"
#include "core/study/plan_edit.h"
#include "core/study/report.h"
#include "core/study/runner.h"
#include "core/study/slurm.h"
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
    std::int64_t cell = -1;
    bool resume = false;
    bool slurm = false;
    bool script_only = false;
    SlurmOptions cluster;
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

std::filesystem::path this_program() { return std::filesystem::canonical("/proc/self/exe"); }

/// Says which forms there are. What else may be wrong is said where the study is read.
void check_form(const StudyOptions& options) {
    std::vector<std::string> forms;
    try {
        const std::vector<std::string> names = study_names();
        const bool built_in = std::ranges::find(names, options.study) != names.end();
        forms = study_forms(built_in ? builtin_study_text(options.study) : read_text(options.study), options.study);
    } catch (const std::runtime_error&) {
        return;
    }
    std::string names;
    for (const std::string& form : forms)
        names += (names.empty() ? "" : " or ") + form;
    if (!forms.empty() && std::ranges::find(forms, options.form) == forms.end())
        throw SettingsError("--form " + options.form + ": " + options.study + " has no such form; expected " + names);
}

std::filesystem::path study_folder(const StudyOptions& options) {
    if (!options.resume) {
        check_form(options);
        const Study study = find_study(options.study, options.form, options.settings);
        return create_study_folder(options.runs, study,
                                   {.source = options.study, .version = "overdamp-run " + version_and_commit() + ", LibTorch " + libtorch_version()});
    }
    if (is_study_folder(options.study))
        return options.study;
    const auto warn = [](const std::string& message) { complain(message.c_str()); };
    const std::filesystem::path newest = newest_study_folder(options.runs, options.study, options.form, warn);
    if (newest.empty())
        throw SettingsError("--resume: " + options.runs + " holds no study " + options.study + " in the form " + options.form);
    return newest;
}

/// Says where the study goes on, and which runs failed.
int finish(const StudyOptions& options, const std::filesystem::path& folder, const Study& study, const StudyProgress& end) {
    const StudyReport report = make_report(folder);
    write_text(folder / "report.md", to_markdown(report));
    write_text(folder / "report.json", to_json(report).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
    const int signal = interrupt_signal();
    const bool paused = load_queue_order(folder).paused;
    if ((signal != 0 || paused) && end.count(CellState::finished) < study.cells.size()) {
        complain(((paused ? "paused with " : "stopped with ") + std::to_string(end.count(CellState::finished)) + " of " +
                  std::to_string(study.cells.size()) + " runs finished; continue with: overdamp-run study --resume '" + folder.string() + "'")
                     .c_str());
        return signal != 0 ? 128 + signal : exit_done;
    }
    print_report(report, options.json);
    complain(("the study and its report are in " + folder.string()).c_str());
    return end.count(CellState::failed) > 0 ? exit_failed : exit_done;
}

/// Writes the job array of what is not finished and gives it to Slurm.
int run_on_cluster(const StudyOptions& options, const std::filesystem::path& folder, const Study& study) {
    const std::vector<std::size_t> cells = unfinished_cells(folder, study);
    if (cells.empty()) {
        complain("no run is left to submit");
        return exit_done;
    }
    SlurmOptions how = options.cluster;
    how.program = this_program();
    how.jobs = options.jobs;
    const std::filesystem::path script = folder / "slurm.sh";
    write_text(script, slurm_script(folder, study, cells, how));
    if (options.script_only) {
        std::cout << script.string() << '\n';
        return exit_done;
    }
    try {
        std::cout << submit_script(script) << '\n';
    } catch (const SlurmError& error) {
        complain((std::string(error.what()) + "; the job array is written, submit it with: sbatch '" + script.string() + "'").c_str());
        return exit_failed;
    }
    complain(("submitted " + std::to_string(cells.size()) + " runs; see where they are with: overdamp-run report '" + folder.string() +
              "', and submit those that do not finish again with: overdamp-run study --slurm --resume '" + folder.string() + "'")
                 .c_str());
    return exit_done;
}

/// One run of a study, as a task of a job array; its result is its run folder.
int run_cell(const StudyOptions& options, const std::filesystem::path& folder, const Study& study) {
    const auto cell = static_cast<std::size_t>(options.cell);
    if (cell >= study.cells.size()) {
        complain(("--cell " + std::to_string(cell) + ": the study has " + std::to_string(study.cells.size()) + " runs, numbered from 0").c_str());
        return exit_usage;
    }
    StudyProgressView view(study);
    const StudyProgress end = run_study(folder, study,
                                        {.program = this_program(),
                                         .cell = cell,
                                         .progress = [&](const StudyProgress& progress) { view.update(progress); },
                                         .interrupted = interrupt_signal});
    view.end();
    const CellState state = end.cells[cell].state;
    if (state == CellState::finished || load_queue_order(folder).paused)
        return exit_done;
    if (state == CellState::held || state == CellState::cancelled)
        complain((study.cells[cell].id + " is " + std::string(name_of(state)) + "; take it in again with: overdamp-run queue '" + folder.string() +
                  "' " + (state == CellState::held ? "--release " : "--restore ") + std::to_string(cell + 1))
                     .c_str());
    return interrupt_signal() != 0 ? 128 + interrupt_signal() : exit_failed;
}

int run(const StudyOptions& options) {
    std::filesystem::path folder;
    Study study;
    try {
        const SlurmOptions& cluster = options.cluster;
        if (!options.slurm && !options.script_only && !(cluster.partition.empty() && cluster.time.empty() && cluster.options.empty()))
            throw SettingsError("--partition, --time and --sbatch-option are for --slurm");
        folder = study_folder(options);
        study = load_study_folder(folder).study;
    } catch (const FileError& error) {
        complain(error.what());
        return exit_failed;
    } catch (const std::runtime_error& error) {
        complain(error.what());
        return exit_usage;
    }
    if (options.slurm || options.script_only)
        return run_on_cluster(options, std::filesystem::absolute(folder).lexically_normal(), study);
    catch_interrupts();
    if (options.cell >= 0)
        return run_cell(options, folder, study);
    StudyProgressView view(study);
    StudyRunnerOptions how{.program = this_program(), .jobs = options.jobs > 0 ? options.jobs : suggested_jobs(study)};
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
        std::cout << to_markdown(compare_document(runs));
    return exit_done;
}

void add_cluster_options(CLI::App& command, StudyOptions& options, CLI::Option* resume) {
    CLI::Option* slurm =
        command.add_flag("--slurm", options.slurm, "Submit the runs to Slurm as a job array, one a task, in a folder that the nodes share");
    command.add_flag("--slurm-script-only", options.script_only, "Write the job array's script and print its path, submitting nothing");
    command.add_option("--partition", options.cluster.partition, "Slurm's partition")->type_name("NAME");
    command.add_option("--time", options.cluster.time, "Slurm's time limit of a run, which continues where it is submitted again")
        ->type_name("LIMIT");
    command
        .add_option("--sbatch-option", options.cluster.options,
                    "More options of sbatch, each as one word, such as --sbatch-option=--mem=4G; once for each")
        ->type_name("OPTION")
        ->allow_extra_args(false);
    command.add_option("--cell", options.cell, "Run only the run of this number, as a task of a job array does")
        ->type_name("NUMBER")
        ->check(CLI::NonNegativeNumber)
        ->needs(resume)
        ->excludes(slurm);
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
    CLI::Option* set = add_settings(*command, options->settings, "Set knobs in every run, such as language.corpus");
    command->add_option("--runs", options->runs, "Folder in which the study folder is made")->type_name("DIR")->capture_default_str();
    command->add_option("--jobs", options->jobs, "Runs side by side; without it as many as cores and memory allow")
        ->type_name("N")
        ->check(CLI::Range(1, 4096));
    CLI::Option* resume =
        command->add_flag("--resume", options->resume, "Continue the newest such study without its finished runs; failed runs are tried again");
    resume->excludes(set);
    add_cluster_options(*command, *options, resume);
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
