// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/runner.h"

#include "core/settings/text.h"
#include "core/study/worker_process.h"
#include "core/train/device.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

struct RunningCell {
    std::size_t index = 0;
    WorkerProcess process;
};

/// Parameters of a model, nearly.
double parameter_estimate(const Knobs& knobs) {
    const auto layers = static_cast<double>(knobs.model.layers), width = static_cast<double>(knobs.model.width);
    return 12 * layers * width * width + width * static_cast<double>(knobs.language.vocabulary + knobs.model.context);
}

/// Bytes that a run needs, generously: libraries and corpus, five numbers a parameter, activations.
double memory_estimate(const Knobs& knobs) {
    const double tokens = static_cast<double>(knobs.training.batch * knobs.model.context);
    const double activations = tokens * static_cast<double>(knobs.model.layers) *
                               (20 * static_cast<double>(knobs.model.width) + 2 * static_cast<double>(knobs.model.heads * knobs.model.context));
    return 400e6 + 4 * (5 * parameter_estimate(knobs) + activations);
}

/// Bytes that programs may still take, 0 if unknown.
double available_memory() {
    std::ifstream file("/proc/meminfo");
    std::string key, unit;
    for (double kilobytes = 0; file >> key >> kilobytes; std::getline(file, unit))
        if (key == "MemAvailable:")
            return 1024 * kilobytes;
    return 0;
}

/// Estimates the time left from the pace of the runs so far: of those with the same model where there are any, else of all.
class Pace {
  public:
    Pace(const Study& study, const std::vector<CellStatus>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (const Knobs& knobs = study.cells[i].experiment.knobs; cells[i].steps > 0 && cells[i].seconds > 0) {
                const double cost = run_cost(knobs) * static_cast<double>(cells[i].steps) / static_cast<double>(knobs.training.steps);
                for (Spent* spent : {&all_, &models_[model_of(knobs)]}) {
                    spent->seconds += cells[i].seconds;
                    spent->cost += cost;
                }
            }
    }

    double seconds_left(const Knobs& knobs, std::int64_t steps) const {
        const auto same = models_.find(model_of(knobs));
        const Spent& spent = same == models_.end() ? all_ : same->second;
        const double left = std::max(0.0, 1 - static_cast<double>(steps) / static_cast<double>(knobs.training.steps));
        return spent.cost > 0 ? spent.seconds / spent.cost * run_cost(knobs) * left : not_measured;
    }

  private:
    struct Spent {
        double seconds = 0, cost = 0;
    };
    using Model = std::tuple<ModelKind, std::int64_t, std::int64_t>;

    static Model model_of(const Knobs& knobs) { return {knobs.model.kind, knobs.model.layers, knobs.model.width}; }

    Spent all_;
    std::map<Model, Spent> models_;
};

/// The queue: which cells run, which wait, and what became of the others.
class Queue {
  public:
    Queue(const fs::path& folder, const Study& study, const StudyRunnerOptions& options)
        : folder_(folder), study_(study), options_(options),
          log_(options.cell ? cell_queue_log(folder, study.cells.at(*options.cell).id) : folder / "queue.jsonl") {
        progress_.cells = cell_statuses(folder, study);
        for (std::size_t i = 0; i < progress_.cells.size(); ++i)
            if (progress_.cells[i].state != CellState::finished && i == options.cell.value_or(i))
                waiting_.push_back(i);
    }

    StudyProgress run() {
        auto shown = std::chrono::steady_clock::time_point();
        while (!running_.empty() || (!waiting_.empty() && signal_ == 0)) {
            const bool changed = reap() + (signal_ == 0 ? start_some() : 0) > 0;
            if (const int arrived = options_.interrupted(); arrived != 0 && signal_ == 0) {
                signal_ = arrived;
                for (RunningCell& cell : running_)
                    cell.process.send(signal_);
            }
            if (const auto now = std::chrono::steady_clock::now(); changed || now - shown > 500ms) {
                shown = now;
                report();
            }
            std::this_thread::sleep_for(20ms);
        }
        report();
        return progress_;
    }

  private:
    /// Starts workers while there is room. Returns how many.
    int start_some() {
        int started = 0;
        for (auto next = waiting_.begin(); next != waiting_.end() && static_cast<std::int64_t>(running_.size()) < options_.jobs;) {
            // A worker whose runner was killed may still write its last checkpoint.
            const std::size_t index = *next;
            if (const fs::path& run = progress_.cells[index].run; !run.empty() && is_being_written(run)) {
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
            const bool interrupted = end->code > 128 || (signal_ != 0 && end->signal == signal_);
            std::string reason;
            if (end->signal != 0 && !interrupted)
                reason = "its process was ended by signal " + std::to_string(end->signal);
            else if (end->code != 0 && !interrupted)
                reason = last_line(log_of(cell.index));
            note(cell.index, {{"event", "ended"}, {"code", end->code}, {"reason", reason}});
            progress_.cells[cell.index] = cell_statuses(folder_, study_)[cell.index];
            return true;
        });
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
        const Pace pace(study_, progress_.cells);
        std::vector<double> in_order;
        progress_.cell_seconds_left.assign(study_.cells.size(), 0.0);
        const auto add = [&](std::size_t i) {
            progress_.cell_seconds_left[i] = pace.seconds_left(study_.cells[i].experiment.knobs, progress_.cells[i].steps);
            in_order.push_back(progress_.cell_seconds_left[i]);
        };
        for (const RunningCell& cell : running_)
            add(cell.index);
        for (const std::size_t i : waiting_)
            add(i);
        progress_.seconds_left = seconds_until_done(in_order, options_.jobs);
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
    StudyProgress progress_;
    std::vector<std::size_t> waiting_;
    std::vector<RunningCell> running_;
    int signal_ = 0; ///< that the workers were told to end by
};

} // namespace

std::size_t StudyProgress::count(CellState state) const { return static_cast<std::size_t>(std::ranges::count(cells, state, &CellStatus::state)); }

StudyProgress run_study(const fs::path& folder, const Study& study, const StudyRunnerOptions& options) { return Queue(folder, study, options).run(); }

double run_cost(const Knobs& knobs) {
    const auto tokens = static_cast<double>(knobs.training.steps) * static_cast<double>(knobs.training.batch * knobs.model.context);
    const auto attention = static_cast<double>(knobs.model.layers * knobs.model.context * knobs.model.width);
    return tokens * (parameter_estimate(knobs) + attention);
}

double seconds_until_done(std::span<const double> seconds_left, std::int64_t jobs) {
    std::vector<double> free_at(static_cast<std::size_t>(std::max<std::int64_t>(jobs, 1)), 0.0);
    for (const double seconds : seconds_left)
        *std::ranges::min_element(free_at) += seconds;
    return std::ranges::any_of(seconds_left, [](double seconds) { return std::isnan(seconds); }) ? not_measured : *std::ranges::max_element(free_at);
}

std::int64_t suggested_jobs(const Study& study) {
    double largest = 1;
    std::int64_t threads = 1;
    for (const StudyCell& cell : study.cells) {
        const Knobs& knobs = cell.experiment.knobs;
        if (knobs.training.device != "cpu" && (knobs.training.device != "auto" || resolve_device("auto") != "cpu"))
            return 1;
        largest = std::max(largest, memory_estimate(knobs));
        threads = std::max(threads, knobs.training.threads == 0 ? physical_cores() : knobs.training.threads);
    }
    const std::int64_t by_cores = physical_cores() / threads;
    const double memory = available_memory();
    const std::int64_t by_memory = memory > 0 ? static_cast<std::int64_t>(0.8 * memory / largest) : by_cores;
    return std::max<std::int64_t>(1, std::min({by_cores, by_memory, static_cast<std::int64_t>(study.cells.size())}));
}

} // namespace overdamp
