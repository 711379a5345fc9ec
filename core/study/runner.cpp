// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/runner.h"

#include "core/settings/text.h"
#include "core/study/memory.h"
#include "core/study/worker_process.h"
#include "core/train/device.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

struct RunningCell {
    std::size_t index = 0;
    WorkerProcess process;
    bool told = false; ///< to end, because it is not wanted for now
};

/// Bytes that programs may still take, 0 if unknown.
double available_memory() {
    std::ifstream file("/proc/meminfo");
    std::string key, unit;
    for (double kilobytes = 0; file >> key >> kilobytes; std::getline(file, unit))
        if (key == "MemAvailable:")
            return 1024 * kilobytes;
    return 0;
}

/// The queue: which cells run, which wait, and what became of the others.
class Queue {
  public:
    Queue(const fs::path& folder, const Study& study, const StudyRunnerOptions& options)
        : folder_(folder), study_(study), options_(options),
          log_(options.cell ? cell_queue_log(folder, study.cells.at(*options.cell).id) : folder / "queue.jsonl", "study") {
        order_text_ = queue_order_text(folder);
        order_ = parse_queue_order(order_text_, (folder / "order.json").string());
        if (order_.paused && options.cell)
            signal_ = SIGTERM; // a task that came to its turn too late
        else if (order_.paused)
            go_on();
        progress_.cells = cell_statuses(folder, study);
        for (const std::size_t i : ordered_cells(study, order_))
            if (progress_.cells[i].state != CellState::finished && is_mine(i))
                waiting_.push_back(i);
        forget_failures();
    }

    StudyProgress run() {
        auto shown = std::chrono::steady_clock::time_point(), looked = shown;
        while (!running_.empty() || (signal_ == 0 && has_work())) {
            const auto now = std::chrono::steady_clock::now();
            bool changed = reap() > 0;
            if (now - looked > 100ms) {
                looked = now;
                changed = follow_order() || changed;
            }
            changed = (signal_ == 0 && start_some() > 0) || changed;
            if (const int arrived = options_.interrupted(); arrived != 0 && signal_ == 0)
                end_all(arrived);
            if (changed || now - shown > 500ms) {
                shown = now;
                report();
            }
            std::this_thread::sleep_for(20ms);
        }
        report();
        return progress_;
    }

  private:
    bool is_mine(std::size_t index) const { return index == options_.cell.value_or(index); }

    bool is_wanted(std::size_t index) const { return order_.wants(study_.cells[index].id); }

    bool has_work() const {
        return std::ranges::any_of(waiting_, [this](std::size_t index) { return is_wanted(index); });
    }

    /// Whoever runs the whole study wants it to go on.
    void go_on() {
        order_.paused = false;
        save_queue_order(folder_, order_);
        order_text_ = queue_order_text(folder_);
    }

    void end_all(int signal) {
        signal_ = signal;
        for (RunningCell& cell : running_)
            cell.process.send(signal_);
    }

    /// Does what order.json says now, if that is new. Returns whether it was.
    bool follow_order() {
        const std::string text = queue_order_text(folder_);
        if (text == order_text_)
            return false;
        order_text_ = text;
        QueueOrder wanted;
        try {
            wanted = parse_queue_order(text, "order.json");
        } catch (const SettingsError& error) {
            log_.append(Json{{"event", "ignored"}, {"reason", error.what()}}.dump(-1, ' ', false, Json::error_handler_t::replace));
            return false;
        }
        for (std::size_t i = 0; i < study_.cells.size(); ++i)
            if (const std::string& id = study_.cells[i].id; is_mine(i) && progress_.cells[i].state == CellState::failed && wanted.tries_of(id) > order_.tries_of(id))
                waiting_.push_back(i);
        order_ = std::move(wanted);
        if (order_.paused && signal_ == 0)
            end_all(SIGTERM);
        sort_waiting();
        for (RunningCell& cell : running_)
            if (!is_wanted(cell.index) && !std::exchange(cell.told, true))
                cell.process.send(SIGTERM);
        const std::vector<CellStatus> statuses = cell_statuses(folder_, study_);
        for (const std::size_t i : waiting_)
            progress_.cells[i] = statuses[i];
        forget_failures();
        return true;
    }

    /// What waits for another try has not failed.
    void forget_failures() {
        for (const std::size_t i : waiting_)
            if (CellStatus& cell = progress_.cells[i]; cell.state == CellState::failed)
                cell = {.state = CellState::waiting, .run = {}, .reason = {}};
    }

    void sort_waiting() {
        std::vector<std::size_t> sorted;
        for (const std::size_t i : ordered_cells(study_, order_))
            if (std::ranges::find(waiting_, i) != waiting_.end())
                sorted.push_back(i);
        waiting_ = std::move(sorted);
    }

    /// Starts workers while there is room. Returns how many.
    int start_some() {
        int started = 0;
        for (auto next = waiting_.begin(); next != waiting_.end() && static_cast<std::int64_t>(running_.size()) < options_.jobs;) {
            // A worker whose runner was killed may still write its last checkpoint.
            const std::size_t index = *next;
            if (const fs::path& run = progress_.cells[index].run; !is_wanted(index) || (!run.empty() && is_being_written(run))) {
                ++next;
                continue;
            }
            next = waiting_.erase(next);
            start(index);
            ++started;
        }
        return started;
    }

    void start(std::size_t index) {
        const StudyCell& cell = study_.cells[index];
        CellStatus& status = progress_.cells[index];
        std::vector<std::string> arguments = {options_.program.string(), "train"};
        const bool goes_on = (status.state == CellState::interrupted || status.state == CellState::running) && !list_checkpoints(status.run).empty();
        if (goes_on)
            arguments.insert(arguments.end(), {"--resume", status.run.string()});
        else
            arguments.insert(arguments.end(), {(folder_ / "cells" / (cell.id + ".json")).string(), "--runs", (folder_ / "runs").string()});
        const fs::path log = log_of(index);
        running_.push_back({.index = index, .process = WorkerProcess(arguments, log)});
        status = {.state = CellState::running, .run = goes_on ? status.run : fs::path(), .steps = goes_on ? status.steps : 0, .reason = {}};
        note(index, {{"event", "started"}, {"arguments", arguments}});
    }

    /// Takes leave of the workers that ended. Returns how many.
    int reap() {
        int ended = 0;
        std::erase_if(running_, [&](RunningCell& cell) {
            const std::optional<WorkerEnd> end = cell.process.poll();
            if (!end)
                return false;
            ++ended;
            // A worker that is told to end before it listens is ended by the signal itself.
            const bool interrupted =
                end->code > 128 || (signal_ != 0 && end->signal == signal_) || (cell.told && end->signal == SIGTERM);
            std::string reason;
            if (end->signal != 0 && !interrupted)
                reason = "its process was ended by signal " + std::to_string(end->signal);
            else if (end->code != 0 && !interrupted)
                reason = last_line(log_of(cell.index));
            note(cell.index, {{"event", "ended"}, {"code", end->code}, {"reason", reason}});
            progress_.cells[cell.index] = cell_statuses(folder_, study_)[cell.index];
            if (cell.told && progress_.cells[cell.index].state != CellState::finished)
                waiting_.push_back(cell.index);
            return true;
        });
        if (ended > 0)
            sort_waiting();
        return ended;
    }

    void note(std::size_t index, Json event) {
        event["cell"] = study_.cells[index].id;
        event["time"] = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
        log_.append(event.dump(-1, ' ', false, Json::error_handler_t::replace));
        log_.flush();
    }

    void report() {
        follow_running();
        estimate_time_left(progress_, study_, order_, options_.jobs);
        if (options_.progress)
            options_.progress(progress_);
    }

    /// Reads how far the running cells are.
    void follow_running() {
        for (const RunningCell& cell : running_) {
            CellStatus& status = progress_.cells[cell.index];
            if (status.run.empty())
                status.run = run_folder_of(study_.cells[cell.index].id);
            if (status.run.empty())
                continue;
            if (const auto last = last_step_record(status.run)) {
                status.steps = last->step + 1;
                status.seconds = last->seconds;
            }
        }
    }

    /// The run folder with that name that is being written; empty until it is there.
    fs::path run_folder_of(const std::string& id) const {
        fs::path newest;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder_ / "runs", error))
            if (fs::exists(entry.path() / "metrics.jsonl") && is_being_written(entry.path()) &&
                load_experiment(entry.path() / "experiment.json").name == id)
                newest = std::max(newest, entry.path());
        return newest;
    }

    fs::path log_of(std::size_t index) const { return folder_ / "logs" / (study_.cells[index].id + ".log"); }

    static std::string last_line(const fs::path& path) {
        std::string text = read_text(path);
        while (!text.empty() && text.back() == '\n')
            text.pop_back();
        const std::string line = text.substr(text.rfind('\n') + 1);
        return line.empty() ? "it said nothing" : line;
    }

    const fs::path folder_;
    const Study& study_;
    const StudyRunnerOptions& options_;
    LineFile log_; ///< its lock keeps other runners out
    std::string order_text_; ///< as last read
    QueueOrder order_;
    StudyProgress progress_;
    std::vector<std::size_t> waiting_; ///< in order, those that are not wanted for now among them
    std::vector<RunningCell> running_;
    int signal_ = 0; ///< that the workers were told to end by
};

} // namespace

std::size_t StudyProgress::count(CellState state) const { return static_cast<std::size_t>(std::ranges::count(cells, state, &CellStatus::state)); }

StudyProgress run_study(const fs::path& folder, const Study& study, const StudyRunnerOptions& options) { return Queue(folder, study, options).run(); }

void estimate_time_left(StudyProgress& progress, const Study& study, const QueueOrder& order, std::int64_t jobs) {
    Pace pace;
    for (std::size_t i = 0; i < study.cells.size(); ++i)
        pace.add(study.cells[i].experiment.knobs, progress.cells[i].steps, progress.cells[i].seconds);
    progress.cell_seconds_left.assign(study.cells.size(), 0.0);
    std::vector<double> running, others;
    for (const std::size_t i : ordered_cells(study, order)) {
        const CellStatus& cell = progress.cells[i];
        if (cell.state == CellState::finished || cell.state == CellState::failed || cell.state == CellState::cancelled)
            continue;
        progress.cell_seconds_left[i] = pace.seconds_left(study.cells[i].experiment.knobs, cell.steps);
        if (cell.state != CellState::held)
            (cell.state == CellState::running ? running : others).push_back(progress.cell_seconds_left[i]);
    }
    running.insert(running.end(), others.begin(), others.end());
    progress.seconds_left = seconds_until_done(running, jobs);
}

std::int64_t suggested_jobs(const Study& study) {
    double largest = 1;
    std::int64_t threads = 1;
    for (const StudyCell& cell : study.cells) {
        const Knobs& knobs = cell.experiment.knobs;
        if (knobs.training.device != "cpu" && (knobs.training.device != "auto" || resolve_device("auto") != "cpu"))
            return 1;
        largest = std::max(largest, memory_estimate(knobs, "cpu"));
        threads = std::max(threads, knobs.training.threads == 0 ? physical_cores() : knobs.training.threads);
    }
    const std::int64_t by_cores = physical_cores() / threads;
    const double memory = available_memory();
    const std::int64_t by_memory = memory > 0 ? static_cast<std::int64_t>(0.8 * memory / largest) : by_cores;
    return std::max<std::int64_t>(1, std::min({by_cores, by_memory, static_cast<std::int64_t>(study.cells.size())}));
}

} // namespace overdamp
