// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run score`
#include "app/runner/commands.h"
#include "core/train/score.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct ScoreOptions {
    std::string checkpoint;
    std::vector<std::int64_t> tokens;
    bool json = false;
};

void print_score(const ScoreOptions& options, const SequenceScore& score) {
    if (options.json) {
        nlohmann::json log_probabilities = nlohmann::json::array({nullptr});
        for (const double value : score.log_probabilities)
            log_probabilities.push_back(value);
        const nlohmann::ordered_json result = {{"tokens", options.tokens}, {"log_probabilities", log_probabilities}, {"logits", score.logits}};
        std::cout << result.dump() << '\n';
        return;
    }
    std::printf("token  log-probability (nats)\n%5lld  -\n", static_cast<long long>(options.tokens.front()));
    for (std::size_t i = 1; i < options.tokens.size(); ++i)
        std::printf("%5lld  %.6f\n", static_cast<long long>(options.tokens[i]), score.log_probabilities[i - 1]);
    std::printf("\nnext token  logit\n");
    for (std::size_t token = 0; token < score.logits.size(); ++token)
        std::printf("%10zu  %.6f\n", token, score.logits[token]);
}

int score(const ScoreOptions& options) {
    if (std::error_code error; !std::filesystem::is_directory(options.checkpoint, error)) {
        complain((options.checkpoint + ": is no folder; expected one with model.safetensors and config.json").c_str());
        return exit_usage;
    }
    try {
        print_score(options, score_sequence(options.checkpoint, options.tokens));
    } catch (const SettingsError& error) {
        complain(error.what());
        return exit_usage;
    }
    return exit_done;
}

} // namespace

void add_score(CLI::App& program) {
    CLI::App* command = program.add_subcommand(
        "score", "Print what a model makes of a sequence of tokens.\n"
                 "First the log-probability of each token given the ones before it, in nats; the first token has none before it and no value (null in "
                 "JSON). Then the logits of the token that would come next: one for each token of the vocabulary, from the last position.");
    const auto options = std::make_shared<ScoreOptions>();
    command->add_option("CHECKPOINT", options->checkpoint, "A run's checkpoints/step-<n>, or a GPT-2 from Hugging Face: model.safetensors and config.json")
        ->required();
    command->add_option("--tokens", options->tokens, "Token numbers, such as 5,17,3")->type_name("N,N,…")->delimiter(',')->required();
    command->add_flag("--json", options->json, "Print one JSON object: tokens, log_probabilities, logits");
    command->callback([=] {
        if (const int code = score(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
