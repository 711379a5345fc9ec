// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run corpus`
#include "core/language/corpus.h"
#include "app/runner/commands.h"
#include "app/runner/train.h"
#include "core/language/corpus_files.h"
#include "core/model/hugging_face.h"
#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "core/train/corpus_report.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct CorpusOptions {
    std::vector<std::string> files;
    std::string preset = "quickstart";
    std::vector<std::string> settings;
    std::string runs = default_runs_folder().string();
    bool json = false;
};

/// What language.corpus is to be: the only file or folder, or a folder with links to all of them.
std::string corpus_of(const CorpusOptions& options) {
    if (options.files.size() == 1)
        return options.files[0];
    const std::vector<std::filesystem::path> paths(options.files.begin(), options.files.end());
    return collect_corpus(paths, corpora_folder(options.runs)).string();
}

void print_text(const CorpusReport& report, const Knobs& knobs) {
    const CorpusFacts& facts = report.facts;
    const auto number = [](std::int64_t value) { return static_cast<long long>(value); };
    std::printf("corpus: %s\nfiles: %zu, %llu bytes\ndocuments: %lld\nwords: %lld for training, %lld held out, %lld different ones\n",
                facts.corpus.c_str(), facts.files, static_cast<unsigned long long>(facts.bytes), number(facts.documents), number(facts.words),
                number(facts.held_out_words), number(facts.different_words));
    if (facts.tokens)
        std::printf("training tokens: %lld\n", number(*facts.tokens));
    std::printf("vocabulary: %lld, which holds %.1f %% of the words\n", number(facts.vocabulary), facts.covered);
    std::printf("model: %lld parameters, %.2f training %s for each; %lld steps read the text %.1f times\n\nmost frequent words and marks:\n",
                number(report.parameters), static_cast<double>(facts.tokens.value_or(facts.words)) / static_cast<double>(report.parameters),
                facts.tokens ? "tokens" : "words", number(knobs.training.steps), report.passes);
    for (const FrequentWord& word : facts.frequent)
        std::printf("%10lld  %5.2f %%  %s\n", number(word.count), word.share, word.text.c_str());
    std::fflush(stdout);
    for (const CorpusWarning& warning : report.warnings)
        complain(in_words(warning).c_str());
}

nlohmann::ordered_json to_json(const CorpusReport& report) {
    const CorpusFacts& facts = report.facts;
    auto frequent = nlohmann::ordered_json::array(), warnings = nlohmann::ordered_json::array();
    for (const FrequentWord& word : facts.frequent)
        frequent.push_back({{"text", word.text}, {"count", word.count}, {"percent", word.share}});
    for (const CorpusWarning& warning : report.warnings)
        warnings.push_back({{"text", in_words(warning)}, {"prevents_training", warning.prevents_training}});
    return {{"corpus", facts.corpus},
            {"files", facts.files},
            {"bytes", facts.bytes},
            {"documents", facts.documents},
            {"words", facts.words},
            {"held_out_words", facts.held_out_words},
            {"different_words", facts.different_words},
            {"training_tokens", facts.tokens ? nlohmann::ordered_json(*facts.tokens) : nlohmann::ordered_json()},
            {"vocabulary", facts.vocabulary},
            {"covered_percent", facts.covered},
            {"parameters", report.parameters},
            {"passes", report.passes},
            {"frequent", frequent},
            {"warnings", warnings}};
}

/// Fails where nothing can be trained on the text, so that a script can ask.
int show_corpus(const CorpusOptions& options) {
    bool usable = true;
    Knobs knobs;
    try {
        knobs = find_preset(options.preset).knobs;
        apply_settings(knobs, options.settings);
        knobs.language.corpus = corpus_of(options);
        knobs = follow_checkpoint(knobs);
        if (knobs.language.corpus == "synthetic")
            throw SettingsError("synthetic: is made, not read; its knobs are language.synthetic_sentences, _length and _zipf");
        const CorpusReport report = report_corpus(knobs);
        usable = std::ranges::none_of(report.warnings, &CorpusWarning::prevents_training);
        if (options.json)
            std::cout << to_json(report).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        else
            print_text(report, knobs);
    } catch (const CorpusError& error) {
        complain(error.what());
        return exit_failed;
    } catch (const SettingsError& error) {
        complain(error.what());
        return exit_usage;
    }
    return usable ? exit_done : exit_failed;
}

} // namespace

void add_corpus(CLI::App& program) {
    CLI::App* command = program.add_subcommand(
        "corpus", "Show what a text holds and whether it is large enough for a model.\n"
                  "Train on it with: overdamp-run train PRESET --set language.corpus=PATH, where PATH is the corpus that is shown.");
    const auto options = std::make_shared<CorpusOptions>();
    command->add_option("FILE", options->files, "Text files or folders; several of them make one corpus. fortunes for Debian's quotations")
        ->required();
    command->add_option("--preset", options->preset, "Whose model and training the text is for")->type_name("PRESET")->capture_default_str();
    add_settings(*command, options->settings, "Set knobs of it");
    command->add_option("--runs", options->runs, "Folder of the run folders, in which several files are collected")
        ->type_name("DIR")
        ->capture_default_str();
    command->add_flag("--json", options->json, "Print one JSON object");
    command->callback([=] {
        if (const int code = show_corpus(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
