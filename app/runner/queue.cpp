// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run queue`: the runs of a study in order, and which of them rests or is left out.
#include "app/runner/commands.h"
#include "app/runner/progress.h"
#include "core/study/runner.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct QueueOptions {
    std::string folder;
    std::vector<std::string> hold, release, cancel, restore, retry, first;
    bool pause = false, json = false;

    bool changes() const {
        return pause || !(hold.empty() && release.empty() && cancel.empty() && restore.empty() && retry.empty() && first.empty());
    }
};

QueueOrder changed(QueueOrder order, const Study& study, const QueueOptions& options) {
    order.paused = order.paused || options.pause;
    for (const std::string& run : options.hold)
        order.held.insert(find_cell(study, run).id);
    for (const std::string& run : options.release)
        order.held.erase(find_cell(study, run).id);
    for (const std::string& run : options.cancel)
        order.cancelled.insert(find_cell(study, run).id);
    for (const std::string& run : options.restore)
        order.cancelled.erase(find_cell(study, run).id);
    for (const std::string& run : options.retry)
        ++order.tries[find_cell(study, run).id];
    std::size_t place = 0;
    for (const std::string& run : options.first)
        move_cell(order, study, run, place++);
    return order;
}

void print_json(const Study& study, const QueueOrder& order, const StudyProgress& progress) {
    nlohmann::ordered_json runs = nlohmann::ordered_json::array();
    for (const std::size_t i : ordered_cells(study, order)) {
        const CellStatus& cell = progress.cells[i];
        const double left = progress.cell_seconds_left[i];
        runs.push_back({{"number", i + 1},
                        {"id", study.cells[i].id},
                        {"state", name_of(cell.state)},
                        {"steps", cell.steps},
                        {"planned_steps", study.cells[i].experiment.knobs.training.steps},
                        {"seconds_left", std::isnan(left) ? nlohmann::ordered_json() : nlohmann::ordered_json(left)},
                        {"reason", cell.reason}});
    }
    std::cout << runs.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void print_table(const Study& study, const QueueOrder& order, const StudyProgress& progress) {
    for (const std::size_t i : ordered_cells(study, order)) {
        const CellStatus& cell = progress.cells[i];
        char line[96];
        std::snprintf(line, sizeof line, "%4zu  %-11s %7lld/%lld  ", i + 1, std::string(name_of(cell.state)).c_str(), static_cast<long long>(cell.steps),
                      static_cast<long long>(study.cells[i].experiment.knobs.training.steps));
        std::cout << line << study.cells[i].group() << " · seed " << study.cells[i].seed() << (cell.reason.empty() ? "" : ": " + cell.reason) << '\n';
    }
}

int run(const QueueOptions& options) {
    Study study;
    QueueOrder order;
    try {
        study = load_study_folder(options.folder).study;
        order = changed(load_queue_order(options.folder), study, options);
    } catch (const std::runtime_error& error) {
        complain(error.what());
        return exit_usage;
    }
    if (options.changes())
        save_queue_order(options.folder, order);
    StudyProgress progress{.cells = cell_statuses(options.folder, study), .cell_seconds_left = {}};
    estimate_time_left(progress, study, order, suggested_jobs(study));
    options.json ? print_json(study, order, progress) : print_table(study, order, progress);
    return exit_done;
}

} // namespace

void add_queue(CLI::App& program) {
    CLI::App* command = program.add_subcommand("queue", "Show the runs of a study in order, and hold, cancel or reorder them, also while it runs");
    const auto options = std::make_shared<QueueOptions>();
    command->add_option("FOLDER", options->folder, "A study folder")->required();
    const auto add = [&](const char* name, std::vector<std::string>& runs, const char* help) {
        command->add_option(name, runs, help)->type_name("RUN")->allow_extra_args(false);
    };
    add("--hold", options->hold, "Let a run rest; one that trains writes its checkpoint and ends. RUN is its number or name; once for each");
    add("--release", options->release, "Let a held run go on in its turn");
    add("--cancel", options->cancel, "Leave a run out");
    add("--restore", options->restore, "Take a cancelled run in again");
    add("--retry", options->retry, "Try a failed run again while the study runs; `study --resume` does so by itself");
    add("--first", options->first, "Let a run come first; several in the order given");
    command->add_flag("--pause", options->pause, "Let what runs write its checkpoints and end; `study --resume` goes on from there");
    command->add_flag("--json", options->json, "Print the queue as JSON");
    command->callback([=] {
        if (const int code = run(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
