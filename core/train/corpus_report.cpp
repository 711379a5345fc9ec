// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/corpus_report.h"

#include "core/model/transformer.h"
#include "core/settings/text.h"

#include <charconv>
#include <functional>
#include <numeric>

namespace overdamp {

namespace {

constexpr double most_passes = 40;
constexpr std::int64_t fewest_held_out_contexts = 64;
constexpr double least_covered = 80; // percent

std::string whole(double value) {
    char buffer[64];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 0).ptr};
}

std::int64_t count_parameters(const Knobs& knobs, std::int64_t vocabulary) {
    const Shape shape{.layers = knobs.model.layers,
                      .width = knobs.model.width,
                      .heads = knobs.model.heads,
                      .context = knobs.model.context,
                      .vocabulary = vocabulary};
    std::int64_t total = 0;
    for (const ParameterSpec& spec : parameter_specs(knobs.model.kind, shape))
        total += std::accumulate(spec.shape.begin(), spec.shape.end(), std::int64_t{1}, std::multiplies<>());
    return total;
}

} // namespace

std::string in_words(const CorpusWarning& warning) {
    std::string text(warning.text);
    for (std::size_t i = 0; i < warning.values.size(); ++i) {
        const std::string place = '%' + std::to_string(i + 1);
        if (const std::size_t found = text.find(place); found != std::string::npos)
            text.replace(found, place.size(), warning.values[i]);
    }
    return text;
}

CorpusReport report_corpus(const Knobs& knobs, const CorpusProgress& progress) {
    CorpusReport report{.facts = read_corpus_facts(knobs, progress), .warnings = {}};
    report.parameters = count_parameters(knobs, report.facts.vocabulary);
    const double read = static_cast<double>(knobs.training.steps) * static_cast<double>(knobs.training.batch) * static_cast<double>(knobs.model.context);
    report.passes = read / static_cast<double>(std::max<std::int64_t>(1, report.facts.tokens.value_or(report.facts.words)));
    report.warnings = corpus_warnings(report.facts, knobs, report.parameters, report.passes);
    return report;
}

std::vector<CorpusWarning> corpus_warnings(const CorpusFacts& facts, const Knobs& knobs, std::int64_t parameters, double passes) {
    std::vector<CorpusWarning> warnings;
    const auto warn = [&](const char* text, std::vector<std::string> values, bool prevents = false) {
        warnings.push_back({.text = text, .values = std::move(values), .prevents_training = prevents});
    };
    const std::int64_t tokens = facts.tokens.value_or(facts.words);
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    if (facts.tokens && tokens < knobs.model.context + 1)
        warn(translatable("Too short to train on: %1 training tokens, but a context of %2 needs at least %3."),
             {number(tokens), number(knobs.model.context), number(knobs.model.context + 1)}, true);
    else if (facts.words == 0)
        warn(translatable("It holds no words."), {}, true);
    if (tokens < parameters)
        warn(translatable("Too small for the model: %1 training tokens for %2 parameters. With fewer than one token for each parameter the model can learn the "
                          "text by heart; take more text, or a smaller model or vocabulary."),
             {number(tokens), number(parameters)});
    if (passes > most_passes)
        warn(translatable("The planned training reads the text %1 times; beyond about %2 times repetition teaches nothing more. Take more text or fewer steps."),
             {whole(passes), whole(most_passes)});
    if (const std::int64_t needed = fewest_held_out_contexts * knobs.model.context; facts.held_out_words < needed)
        warn(translatable("Only %1 words are held out, fewer than %2 contexts: held-out measures will be noisy."),
             {number(facts.held_out_words), number(fewest_held_out_contexts)});
    if (facts.covered < least_covered)
        warn(translatable("The vocabulary of %1 holds only %2 % of the words in the text; the others are never learnt. Raise language.vocabulary."),
             {number(facts.vocabulary), whole(facts.covered)});
    return warnings;
}

} // namespace overdamp
