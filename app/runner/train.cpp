// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run train`
#include "app/runner/commands.h"
#include "app/runner/interrupt.h"
#include "app/runner/progress.h"
#include "core/model/hugging_face.h"
#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "core/train/session.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

namespace overdamp {

namespace {

struct TrainOptions {
    std::string preset;
    std::vector<std::string> settings;
    std::string runs = default_runs_folder().string();
    std::string device;
    std::string resume;
    bool json = false;
};

/// What a session needs to start.
struct Plan {
    Experiment experiment;
    SessionOptions session;
};

void apply_settings(Knobs& knobs, const std::vector<std::string>& settings) {
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos)
            throw SettingsError("--set " + setting + ": expected key=value");
        set_knob(knobs, setting.substr(0, equals), setting.substr(equals + 1));
    }
}

Plan plan_new_run(const TrainOptions& options) {
    Plan plan{.experiment = find_preset(options.preset), .session = {}};
    apply_settings(plan.experiment.knobs, options.settings);
    if (!options.device.empty())
        set_knob(plan.experiment.knobs, "training.device", options.device);
    plan.experiment.knobs = follow_checkpoint(plan.experiment.knobs);
    check_consistency(plan.experiment.knobs);
    plan.session.runs = options.runs;
    return plan;
}

/// A run's record must stay true to its experiment.json, so only the planned end may move.
Plan plan_resumed_run(const TrainOptions& options) {
    const std::filesystem::path folder = options.resume;
    if (!std::filesystem::exists(folder / "experiment.json"))
        throw SettingsError(options.resume + ": is not a run folder; it has no experiment.json");
    Plan plan{.experiment = load_experiment(folder / "experiment.json"), .session = {}};
    Knobs wanted = plan.experiment.knobs;
    apply_settings(wanted, options.settings);
    for (const KnobChange& change : changes_between(plan.experiment.knobs, wanted))
        if (change.key != "training.steps")
            throw SettingsError(change.key + ": cannot change in a run that is resumed; only training.steps can");
    plan.session.resume = folder;
    plan.session.last_step = options.settings.empty() ? 0 : wanted.training.steps;
    return plan;
}

/// Says what the session noticed while it goes on, such as a checkpoint that it passed over; once.
class Notices {
  public:
    void show(const SessionStatus& status, Progress& progress) {
        const bool going_well = status.state == SessionState::running || status.state == SessionState::finished;
        if (!going_well || interrupt_signal() != 0 || status.notice.empty() || status.notice == shown_)
            return;
        progress.end();
        complain(status.notice.c_str());
        shown_ = status.notice;
    }

  private:
    std::string shown_;
};

/// Follows the session until it ends; a signal stops it after a checkpoint.
SessionStatus follow(Session& session, Progress& progress) {
    using namespace std::chrono_literals;
    Notices notices;
    bool stopping = false;
    for (;;) {
        SessionStatus status = session.status();
        notices.show(status, progress);
        progress.update(status, session.channel().drain().records);
        if (status.state != SessionState::preparing && status.state != SessionState::running)
            return status;
        if (interrupt_signal() != 0 && !stopping) {
            stopping = true;
            session.stop();
        }
        std::this_thread::sleep_for(50ms);
    }
}

/// The newest records; a run that was complete before it was resumed has them only on disk.
Latest latest_of(const Progress& progress, const SessionStatus& status) {
    Latest latest = progress.latest();
    if (latest.step || status.folder.empty())
        return latest;
    const History history = load_history(status.folder);
    const auto last = [&](const char* name) {
        const auto column = history.column(*find_metric(name));
        return column.empty() ? not_measured : column.back();
    };
    latest.step = StepRecord{.loss = last("train/loss")};
    latest.evaluation = EvaluationRecord{.loss = last("eval/loss"), .hf_share_top10 = last("sample/hf_share_top10")};
    return latest;
}

/// A step of the run's summary; null if it has none.
nlohmann::ordered_json summary_step(const nlohmann::ordered_json& summary, const char* key) { return summary.value(key, nlohmann::ordered_json()); }

std::string step_text(const nlohmann::ordered_json& step) { return step.is_null() ? "none" : "step " + step.dump(); }

void print_results(const SessionStatus& status, const Latest& latest, bool as_json) {
    const auto summary = nlohmann::ordered_json::parse(read_text(status.folder / "summary.json"));
    const auto onset = summary_step(summary, "onset_step"), collapse = summary_step(summary, "collapse_step");
    const double loss = latest.step ? latest.step->loss : not_measured;
    const double held_out = latest.evaluation ? latest.evaluation->loss : not_measured;
    const double share = latest.evaluation ? latest.evaluation->hf_share_top10 : not_measured;
    if (as_json) {
        const nlohmann::ordered_json results = {
            {"folder", status.folder.string()}, {"steps", status.step}, {"seconds", status.seconds}, {"train/loss", loss}, {"eval/loss", held_out},
            {"sample/hf_share_top10", share}, {"onset_step", onset}, {"collapse_step", collapse}};
        std::cout << results.dump(2) << '\n';
        return;
    }
    std::printf("steps: %lld\n", static_cast<long long>(status.step));
    const auto line = [](const char* form, double value) {
        if (std::isfinite(value))
            std::printf(form, value);
    };
    line("loss: %.4f nats\n", loss);
    line("held-out loss: %.4f nats\n", held_out);
    line("high-frequency share: %.1f %%\n", share);
    std::printf("onset: %s\ncollapse: %s\nrun folder: %s\n", step_text(onset).c_str(), step_text(collapse).c_str(), status.folder.c_str());
}

int finish(const SessionStatus& status, const Progress& progress, bool as_json) {
    const std::string continuation = "overdamp-run train --resume '" + status.folder.string() + "'";
    if (status.state == SessionState::failed) {
        complain(status.message.c_str());
        return exit_failed;
    }
    if (status.state == SessionState::paused) {
        complain((status.message + ", and train anew; this run is kept up to there in " + status.folder.string()).c_str());
        return exit_failed;
    }
    const int signal = interrupt_signal();
    if (signal != 0 && status.folder.empty()) {
        complain("stopped before the first step; there is nothing to continue");
        return 128 + signal;
    }
    print_results(status, latest_of(progress, status), as_json);
    if (signal != 0 && status.step < status.steps) {
        complain(("stopped at step " + std::to_string(status.step) + "; continue with: " + continuation).c_str());
        return 128 + signal;
    }
    return exit_done;
}

int train(const TrainOptions& options) {
    Plan plan;
    try {
        plan = options.resume.empty() ? plan_new_run(options) : plan_resumed_run(options);
    } catch (const std::runtime_error& error) {
        complain(error.what());
        return exit_usage;
    }
    catch_interrupts();
    Progress progress;
    Session session(plan.experiment, plan.session);
    const SessionStatus status = follow(session, progress);
    progress.end();
    return finish(status, progress, options.json);
}

} // namespace

void add_train(CLI::App& program) {
    CLI::App* command = program.add_subcommand("train", "Train a preset, or continue a run");
    const auto options = std::make_shared<TrainOptions>();
    std::string names;
    for (const Experiment& preset : builtin_presets())
        names += (names.empty() ? "" : ", ") + preset.name;
    CLI::Option* preset = command->add_option("PRESET", options->preset, "A built-in preset (" + names + ") or an experiment's JSON file");
    CLI::Option* resume = command->add_option("--resume", options->resume, "Continue this run from its newest checkpoint")->type_name("RUN");
    command->add_option("--set", options->settings, "Set knobs; with --resume only training.steps, the new end")->type_name("KEY=VALUE");
    CLI::Option* runs = command->add_option("--runs", options->runs, "Folder that holds the run folders")->type_name("DIR")->capture_default_str();
    CLI::Option* device =
        command->add_option("--device", options->device, "auto, cpu, cuda or cuda:n; the same as --set training.device=…")->type_name("DEVICE");
    command->add_flag("--json", options->json, "Print the results as one JSON object");
    resume->excludes(preset)->excludes(runs)->excludes(device);
    command->callback([=] {
        // In `--set key=value PRESET` the preset reads as one more setting.
        if (options->preset.empty() && options->resume.empty() && !options->settings.empty() && options->settings.back().find('=') == std::string::npos) {
            options->preset = options->settings.back();
            options->settings.pop_back();
        }
        if (options->preset.empty() && options->resume.empty())
            throw CLI::RequiredError("PRESET or --resume RUN");
        if (const int code = train(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
