// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run sample`
#include "app/runner/commands.h"
#include "core/settings/experiment.h"
#include "core/train/score.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace overdamp {

namespace {

struct SampleOptions {
    std::string run;
    std::map<std::string, std::string> settings; ///< by key of a knob; what is missing is as in the run's experiment.json
    bool json = false;
};

void print_continuation(const Continuation& continuation, const Knobs& knobs, bool as_json) {
    if (!as_json) {
        std::cout << continuation.text << '\n';
        return;
    }
    const nlohmann::ordered_json result = {{"step", continuation.step}, {"prompt", knobs.sampling.prompt}, {"text", continuation.text}};
    std::cout << result.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

std::optional<Knobs> knobs_of(const SampleOptions& options) {
    try {
        const std::filesystem::path file = std::filesystem::path(options.run) / "experiment.json";
        if (!std::filesystem::exists(file))
            throw SettingsError(options.run + ": is not a run folder; it has no experiment.json");
        Knobs knobs = load_experiment(file).knobs;
        for (const auto& [key, value] : options.settings)
            set_knob(knobs, key, value);
        check_consistency(knobs);
        return knobs;
    } catch (const std::runtime_error& error) {
        complain(error.what());
        return std::nullopt;
    }
}

int sample(const SampleOptions& options) {
    const std::optional<Knobs> knobs = knobs_of(options);
    if (!knobs)
        return exit_usage;
    const Continuation continuation = continue_prompt(options.run, *knobs);
    if (!continuation.damage.empty())
        complain(("took step " + std::to_string(continuation.step) + ", because " + continuation.damage).c_str());
    print_continuation(continuation, *knobs, options.json);
    return exit_done;
}

} // namespace

void add_sample(CLI::App& program) {
    CLI::App* command = program.add_subcommand("sample", "Print text that the newest checkpoint of a run writes, without the prompt");
    const auto options = std::make_shared<SampleOptions>();
    command->add_option("RUN", options->run, "A run folder")->required();
    const auto setting = [&](const char* flag, const char* key, const char* type) {
        command->add_option_function<std::string>(flag, [=](const std::string& value) { options->settings[key] = value; },
                                                  std::string(find_knob(key).help) + " As the run has it, if not given.")
            ->type_name(type);
    };
    setting("--prompt", "sampling.prompt", "TEXT");
    setting("--tokens", "sampling.tokens", "N");
    setting("--temperature", "sampling.temperature", "T");
    setting("--top-k", "sampling.top_k", "K");
    setting("--top-p", "sampling.top_p", "P");
    setting("--seed", "training.seed", "SEED");
    command->add_flag("--json", options->json, "Print one JSON object: step, prompt, text");
    command->callback([=] {
        if (const int code = sample(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
