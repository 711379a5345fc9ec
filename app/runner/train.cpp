// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run train`
#include "app/runner/train.h"
#include "app/program/version.h"
#include "app/runner/commands.h"
#include "app/runner/interrupt.h"
#include "app/runner/progress.h"
#include "app/runner/world.h"
#include "core/model/hugging_face.h"
#include "core/settings/text.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/world_size.h"
#include "core/train/corpus_report.h"
#include "core/train/replica.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <limits>
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
    WorldOptions world;
    bool json = false;
};

/// What a session needs to start.
struct Plan {
    Experiment experiment;
    SessionOptions session;
    WorldPlace place = {};
};

Plan plan_new_run(const TrainOptions& options) {
    Plan plan{.experiment = find_preset(options.preset), .session = {}};
    apply_settings(plan.experiment.knobs, options.settings);
    if (!options.device.empty())
        set_knob(plan.experiment.knobs, "training.device", options.device);
    plan.experiment.knobs = follow_checkpoint(plan.experiment.knobs);
    check_consistency(plan.experiment.knobs);
    plan.session.runs = options.runs;
    plan.place = place_in_world(options.world, 1);
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
    plan.place = place_in_world(options.world, load_world_size(folder));
    check_world_size(folder, plan.place.size);
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

/// The other processes of a training: where they come to, and those that were started here.
struct Others {
    std::shared_ptr<Rendezvous> rendezvous = {};
    std::unique_ptr<LocalRanks> here = {}; ///< null if somebody else starts them

    /// Keeps rank 0 from waiting for one that has failed, or after a signal.
    void watch() {
        if (const std::string failure = here ? here->failure() : std::string(); !failure.empty())
            rendezvous->cancel(failure);
        else if (rendezvous && interrupt_signal() != 0)
            rendezvous->cancel("stopped before all processes were there");
    }
};

/// Says of a new run's text where it is too small for the model, as `corpus` does of the whole text.
void warn_of_text(const SessionStatus& status, const Knobs& knobs) {
    if (knobs.language.corpus == "synthetic")
        return;
    const std::int64_t tokens = nlohmann::json::parse(read_text(status.folder / "language.json")).at("training_tokens");
    CorpusFacts facts{.corpus = knobs.language.corpus, .frequent = {}, .tokens = tokens};
    facts.words = tokens;
    facts.held_out_words = std::numeric_limits<std::int64_t>::max(); // the rest is said by `corpus`
    const double read =
        static_cast<double>(knobs.training.steps) * static_cast<double>(knobs.training.batch) * static_cast<double>(knobs.model.context);
    for (const CorpusWarning& warning :
         corpus_warnings(facts, knobs, status.parameters, read / static_cast<double>(std::max<std::int64_t>(1, tokens))))
        complain(in_words(warning).c_str());
}

/// Follows the session until it ends; a signal stops it after a checkpoint. `new_run` are the knobs of one that is not resumed.
SessionStatus follow(Session& session, Progress& progress, Others& others, std::optional<Knobs> new_run) {
    using namespace std::chrono_literals;
    Notices notices;
    bool stopping = false;
    for (;;) {
        SessionStatus status = session.status();
        others.watch();
        notices.show(status, progress);
        if (new_run && !status.folder.empty()) {
            progress.end();
            warn_of_text(status, *new_run);
            new_run.reset();
        }
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

/// Prints what the run's summary says.
void print_results(const SessionStatus& status, bool as_json) {
    const auto summary = nlohmann::ordered_json::parse(read_text(status.folder / "summary.json"));
    const auto value = [&](const char* key) { return summary.value(key, nlohmann::ordered_json()); };
    if (as_json) {
        nlohmann::ordered_json results = {{"folder", status.folder.string()}};
        for (const char* key : {"steps", "seconds", "train/loss", "eval/loss", "sample/hf_share_top10", "onset_step", "collapse_step"})
            results[key] = value(key);
        std::cout << results.dump(2) << '\n';
        return;
    }
    const auto measure = [&](const char* form, const char* key) {
        if (value(key).is_number())
            std::printf(form, value(key).get<double>());
    };
    const auto step = [&](const char* key) { return value(key).is_null() ? "none" : "step " + value(key).dump(); };
    std::printf("steps: %s\n", value("steps").dump().c_str());
    measure("loss: %.4f nats\n", "train/loss");
    measure("held-out loss: %.4f nats\n", "eval/loss");
    measure("high-frequency share: %.1f %%\n", "sample/hf_share_top10");
    std::printf("onset: %s\ncollapse: %s\nrun folder: %s\n", step("onset_step").c_str(), step("collapse_step").c_str(), status.folder.c_str());
}

int finish(const SessionStatus& status, bool as_json) {
    const std::string continuation = "overdamp-run train --resume '" + status.folder.string() + "'";
    if (status.state == SessionState::failed) {
        complain(status.message.c_str());
        return exit_failed;
    }
    if (status.state == SessionState::paused) {
        complain((status.message + "; go on from an earlier step with: overdamp-run fork '" + status.folder.string() + "' --at " +
                  std::to_string(rescue_step(status.folder, status.step)) + " --set KEY=VALUE")
                     .c_str());
        return exit_failed;
    }
    const int signal = interrupt_signal();
    if (signal != 0 && status.folder.empty()) {
        complain("stopped before the first step; there is nothing to continue");
        return 128 + signal;
    }
    print_results(status, as_json);
    if (signal != 0 && status.step < status.steps) {
        complain(("stopped at step " + std::to_string(status.step) + "; continue with: " + continuation).c_str());
        return 128 + signal;
    }
    return exit_done;
}

/// Another rank than 0: it learns from rank 0 what to do.
int follow_rank_0(const WorldPlace& place) {
    catch_interrupts(); // rank 0 ends all of them after a checkpoint
    Rendezvous rendezvous(place);
    train_replica(rendezvous);
    return exit_done;
}

Others meet_others(WorldPlace place) {
    Others others;
    if (place.size == 1)
        return others;
    const bool starts_them = place.port == 0;
    others.rendezvous = std::make_shared<Rendezvous>(place);
    place.port = others.rendezvous->port();
    if (starts_them)
        others.here = std::make_unique<LocalRanks>(place);
    return others;
}

/// What became of the others, and how to go on.
void explain_failure(const SessionStatus& status, Others& others, const WorldPlace& place) {
    if (others.here) {
        others.here->end();
        if (const std::string failure = others.here->failure(); !failure.empty() && failure != status.message)
            complain(failure.c_str());
    }
    if (!status.folder.empty())
        complain(("the run folder has everything up to step " + std::to_string(status.step) + "; continue with: overdamp-run train --resume '" +
                  status.folder.string() + "' --world-size " + std::to_string(place.size))
                     .c_str());
}

int train(const TrainOptions& options) {
    Plan plan;
    try {
        if (options.preset.empty() && options.resume.empty())
            plan.place = place_in_world(options.world, 1);
        else
            plan = options.resume.empty() ? plan_new_run(options) : plan_resumed_run(options);
    } catch (const std::runtime_error& error) {
        complain(error.what());
        return exit_usage;
    }
    return train_session(plan.experiment, plan.session, options.json, plan.place);
}

} // namespace

CLI::Option* add_settings(CLI::App& command, std::vector<std::string>& settings, const std::string& description) {
    return command.add_option("--set", settings, description)->type_name("KEY=VALUE")->allow_extra_args(false);
}

std::vector<std::string> with_each_setting_named(const std::vector<std::string>& words) {
    const auto is_setting = [](const std::string& word) {
        const std::size_t key = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.");
        return key != std::string::npos && word[key] == '=' && word.find('.') < key;
    };
    std::vector<std::string> named;
    bool in_list = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (in_list && is_setting(words[i])) {
            named.insert(named.end(), {"--set", words[i]});
            continue;
        }
        named.push_back(words[i]);
        in_list = words[i] == "--set" || words[i].starts_with("--set=");
        if (words[i] == "--set" && i + 1 < words.size())
            named.push_back(words[++i]);
        if (words[i] == "--") { // the rest are no options
            named.insert(named.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
    }
    return named;
}

void apply_settings(Knobs& knobs, const std::vector<std::string>& settings) {
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos)
            throw SettingsError("--set " + setting + ": expected key=value");
        set_knob(knobs, setting.substr(0, equals), setting.substr(equals + 1));
    }
}

int train_session(const Experiment& experiment, SessionOptions options, bool as_json, const WorldPlace& place) {
    if (place.rank > 0)
        return follow_rank_0(place);
    Others others = meet_others(place);
    catch_interrupts();
    Progress progress;
    options.rendezvous = others.rendezvous;
    options.program = this_version();
    std::optional<Session> session(std::in_place, experiment, options);
    const SessionStatus status = follow(*session, progress, others, options.resume.empty() ? std::optional(experiment.knobs) : std::nullopt);
    progress.end();
    const int code = finish(status, as_json);
    if (place.size == 1)
        return code;
    session.reset(); // parts from the others
    if (status.state == SessionState::failed)
        explain_failure(status, others, place);
    return code;
}

void add_train(CLI::App& program) {
    CLI::App* command = program.add_subcommand("train", "Train a preset, or continue a run");
    const auto options = std::make_shared<TrainOptions>();
    std::string names;
    for (const Experiment& preset : builtin_presets())
        names += (names.empty() ? "" : ", ") + preset.name;
    CLI::Option* preset = command->add_option("PRESET", options->preset, "A built-in preset (" + names + ") or an experiment's JSON file");
    CLI::Option* resume = command->add_option("--resume", options->resume, "Continue this run from its newest checkpoint")->type_name("RUN");
    add_settings(*command, options->settings, "Set knobs; with --resume only training.steps, the new end");
    CLI::Option* runs = command->add_option("--runs", options->runs, "Folder that holds the run folders")->type_name("DIR")->capture_default_str();
    CLI::Option* device =
        command->add_option("--device", options->device, "auto, cpu, cuda or cuda:n; the same as --set training.device=…")->type_name("DEVICE");
    command->add_flag("--json", options->json, "Print the results as one JSON object");
    add_world_options(*command, options->world);
    resume->excludes(preset)->excludes(runs)->excludes(device);
    command->callback([=] {
        if (options->preset.empty() && options->resume.empty() && options->world.rank < 1) // the other ranks learn it from rank 0
            throw CLI::RequiredError("PRESET or --resume RUN");
        if (const int code = train(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
