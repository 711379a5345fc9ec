// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run score`
#include "app/runner/commands.h"
#include "core/train/score.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

namespace overdamp {

namespace {

struct ScoreOptions {
    std::string checkpoint;
    std::vector<std::string> words; ///< of --tokens
    std::vector<std::int64_t> tokens;
    std::optional<std::int64_t> mask;
    bool json = false;
};

std::vector<std::int64_t> token_numbers(const std::vector<std::string>& words) {
    std::vector<std::int64_t> tokens;
    for (const std::string& word : words) {
        const char* end = word.data() + word.size();
        const auto result = std::from_chars(word.data(), end, tokens.emplace_back());
        if (result.ec != std::errc{} || result.ptr != end)
            throw SettingsError("--tokens: \"" + word + "\" is no token number");
    }
    return tokens;
}

void print_json(const ScoreOptions& options, const SequenceScore& score) {
    nlohmann::json log_probabilities = nlohmann::json::array();
    for (const std::optional<double> value : score.log_probabilities)
        log_probabilities.push_back(value ? nlohmann::json(*value) : nlohmann::json());
    nlohmann::ordered_json result = {{"tokens", options.tokens}, {"log_probabilities", log_probabilities}};
    if (score.masked)
        result["logits"] = score.logits;
    else
        result["logits"] = score.logits.front();
    std::cout << result.dump() << '\n';
}

void print_table(const ScoreOptions& options, const SequenceScore& score) {
    std::printf("token  log-probability (nats)\n");
    for (std::size_t i = 0; i < options.tokens.size(); ++i)
        if (const auto& value = score.log_probabilities[i])
            std::printf("%5lld  %.6f\n", static_cast<long long>(options.tokens[i]), *value);
        else
            std::printf("%5lld  -\n", static_cast<long long>(options.tokens[i]));
    for (std::size_t row = 0; row < score.logits.size(); ++row) {
        if (score.masked)
            std::printf("\n%10s  logit at position %zu\n", "token", row);
        else
            std::printf("\nnext token  logit\n");
        for (std::size_t token = 0; token < score.logits[row].size(); ++token)
            std::printf("%10zu  %.6f\n", token, score.logits[row][token]);
    }
}

int score(ScoreOptions& options) {
    if (std::error_code error; !std::filesystem::is_directory(options.checkpoint, error)) {
        complain((options.checkpoint + ": is no folder; expected one with model.safetensors and config.json").c_str());
        return exit_usage;
    }
    try {
        options.tokens = token_numbers(options.words);
        const SequenceScore score = score_sequence(options.checkpoint, options.tokens, options.mask);
        options.json ? print_json(options, score) : print_table(options, score);
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
                 "GPT-2: first the log-probability of each token given the ones before it, in nats; the first token has none before it and no value (null in "
                 "JSON). Then the logits of the token that would come next: one for each token of the vocabulary, from the last position.\n"
                 "BERT: first the log-probability of each token given all others, in nats, while the mask token stands in its place; their sum is the "
                 "pseudo-log-likelihood. Then, for each position of the sequence as it is, nothing masked, the logits of all tokens of the vocabulary.");
    const auto options = std::make_shared<ScoreOptions>();
    command->add_option("CHECKPOINT", options->checkpoint, "A run's checkpoints/step-<n>, or a GPT-2 or BERT from Hugging Face: model.safetensors and config.json")
        ->required();
    command->add_option("--tokens", options->words, "Token numbers, such as 5,17,3")->type_name("N,N,…")->delimiter(',')->required();
    command->add_option("--mask", options->mask, "BERT's mask token, if neither config.json nor a tokenizer beside it names it")->type_name("N");
    command->add_flag("--json", options->json, "Print one JSON object: tokens, log_probabilities, logits");
    command->callback([=] {
        if (const int code = score(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
