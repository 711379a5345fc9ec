// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/evaluation.h"

#include "core/generate/generate.h"
#include "core/generate/likelihood.h"
#include "core/measure/modes.h"
#include "core/measure/repetition.h"
#include "core/measure/representation.h"
#include "core/settings/random_stream.h"
#include "core/train/objective.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <functional>

namespace overdamp {

namespace {

/// Held-out windows that go through the model at once: bounds the memory, and does not change the means.
constexpr std::int64_t windows_at_once = 32;

/// Below it logits divided by the temperature could overflow.
constexpr double coldest = 1e-3;

void measure_held_out(const Transformer& model, const Language& language, const Knobs& knobs, const Masks& masks, EvaluationRecord& record) {
    const at::NoGradGuard no_gradient;
    const Batch batch = held_out_batch(language, knobs);
    const std::int64_t windows = batch.inputs.size(0), time = batch.inputs.size(1);
    const at::Device device = model.embedding().device();
    double loss = 0, entropy = 0, counted = 0;
    at::Tensor gram = at::zeros({model.shape().width, model.shape().width}, at::TensorOptions(at::kDouble).device(device));
    for (std::int64_t begin = 0; begin < windows; begin += windows_at_once) {
        const std::int64_t count = std::min(windows_at_once, windows - begin);
        const at::Tensor targets = batch.targets.narrow(0, begin, count).reshape({-1});
        const at::Tensor hidden = model.hidden_states(batch.inputs.narrow(0, begin, count).to(device), masks);
        const ObjectiveMeans means = objective_gradient(hidden, model.head(), targets, time, {}, {}, false).means;
        const double targets_here = targets.ne(ignored_target).sum().item<double>();
        loss += means.loss.item<double>() * targets_here;
        entropy += means.predictive_entropy.item<double>() * targets_here;
        counted += targets_here;
        gram += gram_matrix(hidden);
    }
    record.loss = loss / counted;
    record.perplexity = std::exp(record.loss);
    record.predictive_entropy = entropy / counted;
    record.effective_rank = effective_rank(gram);
}

void measure_words(const WordSequences& sample, const Language& language, EvaluationRecord& record) {
    const HighFrequencyShares shares = high_frequency_shares(sample, language.frequencies);
    record.hf_share_top10 = shares.top10;
    record.hf_share_top10_words = shares.top10_words;
    record.hf_share_top100 = shares.top100;
    record.hf_share_half = shares.half;
    record.hf_share_frequent = shares.frequent;
    record.hf_share_own_top10 = shares.own_top10;
    record.sample_entropy = sample_entropy(sample);
    record.distinct_1 = distinct_n(sample, 1);
    record.distinct_2 = distinct_n(sample, 2);
    record.distinct_3 = distinct_n(sample, 3);
    record.repeated_4grams = repeated_4grams(sample);
    record.longest_repeat = longest_repeat(sample);
    const UnigramDivergences divergences = unigram_divergences(sample, language.frequencies);
    record.kl_from_corpus = divergences.from_corpus;
    record.kl_to_corpus = divergences.to_corpus;
    record.js_corpus = divergences.jensen_shannon;
    record.zipf_exponent = zipf_exponent(sample);
    record.vocabulary_coverage = vocabulary_coverage(sample, language.frequencies);
    record.mode_words = mode_words(sample);
}

/// The share of sequences without an end token, and the mean length of the others.
void measure_lengths(const std::vector<std::vector<Token>>& texts, Token end, EvaluationRecord& record) {
    double ended = 0, tokens = 0;
    for (const auto& text : texts)
        if (const auto found = std::ranges::find(text, end); found != text.end()) {
            ended += 1;
            tokens += static_cast<double>(found - text.begin());
        }
    const auto all = static_cast<double>(texts.size());
    record.unended = 100 * (all - ended) / all;
    record.length = ended > 0 ? tokens / ended : not_measured;
}

/// Occurrences of single words, in any order, as a frequency record lists them.
std::vector<CountOfWords> listed(std::vector<std::int64_t> occurrences) {
    std::ranges::sort(occurrences, std::greater());
    std::vector<CountOfWords> counts;
    for (const std::int64_t count : occurrences) {
        if (counts.empty() || counts.back().count != count)
            counts.push_back({count, 0});
        ++counts.back().words;
    }
    return counts;
}

std::vector<std::vector<Token>> measuring_texts(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step,
                                                const Masks& masks, double temperature) {
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::measuring_sample, step);
    const Token end = language.tokenizer->end_token();
    return generate_texts(model, *language.tokenizer, std::span(&end, 1), measuring_sequences, measuring_tokens, {.temperature = temperature}, stream,
                          masks);
}

WordSequences words_of(const std::vector<std::vector<Token>>& texts, const Language& language) {
    WordSequences sample;
    for (const auto& text : texts)
        sample.push_back(split_words(language.tokenizer->decode(text)));
    return sample;
}

void measure_sample(const Transformer& model, const Language& language, const Knobs& knobs, const Masks& masks, EvaluationRecord& record,
                    FrequencyRecord* frequencies) {
    const auto texts = measuring_texts(model, language, knobs, record.step, masks, 1);
    const WordSequences sample = words_of(texts, language);
    measure_words(sample, language, record);
    measure_lengths(texts, language.tokenizer->end_token(), record);
    if (frequencies) {
        std::vector<std::int64_t> occurrences;
        for (const auto& [word, count] : word_counts(sample))
            occurrences.push_back(count);
        *frequencies = {.step = record.step, .revision = 0, .of_corpus = false, .counts = listed(std::move(occurrences))};
    }
}

/// Mean entropy of softmax(x/T) over held-out text for each T, nats.
std::vector<double> tempered_entropies(const Transformer& model, const Language& language, const Knobs& knobs, const Masks& masks,
                                       std::span<const double> temperatures) {
    const at::NoGradGuard no_gradient;
    const Batch batch = held_out_batch(language, knobs);
    const std::int64_t windows = batch.inputs.size(0), time = batch.inputs.size(1);
    const at::Device device = model.embedding().device();
    std::vector<double> entropies(temperatures.size(), 0.0);
    double counted = 0;
    for (std::int64_t begin = 0; begin < windows; begin += windows_at_once) {
        const std::int64_t count = std::min(windows_at_once, windows - begin);
        const at::Tensor targets = batch.targets.narrow(0, begin, count).reshape({-1});
        const at::Tensor hidden = model.hidden_states(batch.inputs.narrow(0, begin, count).to(device), masks);
        const double targets_here = targets.ne(ignored_target).sum().item<double>();
        for (std::size_t i = 0; i < temperatures.size(); ++i) {
            if (temperatures[i] < coldest)
                continue; // one token has all the probability
            const Head& head = model.head();
            const Head tempered{head.weight, head.bias.defined() ? head.bias / temperatures[i] : head.bias};
            const at::Tensor entropy = objective_gradient(hidden / temperatures[i], tempered, targets, time, {}, {}, false).means.predictive_entropy;
            entropies[i] += entropy.item<double>() * targets_here;
        }
        counted += targets_here;
    }
    for (double& entropy : entropies)
        entropy /= counted;
    return entropies;
}

/// The model's exact distribution over the synthetic language's sentences, if there is one, the context holds its longest sentence, and the model is
/// causal: a masked one gives no sentence a probability.
void measure_modes(const Transformer& model, const Language& language, const Masks& masks, EvaluationRecord& record) {
    if (!language.synthetic || !model.causal())
        return;
    std::vector<std::vector<Token>> sentences;
    std::int64_t longest = 0;
    for (std::size_t k = 0; k < language.synthetic->sentences.size(); ++k) {
        sentences.push_back(language.tokenizer->encode(language.synthetic->text(k)));
        longest = std::max<std::int64_t>(longest, std::ssize(sentences.back()));
    }
    if (longest + 1 > model.shape().context)
        return;
    const std::vector<double> model_logs = document_log_probabilities(model, sentences, language.tokenizer->end_token(), masks);
    const SentenceModes modes = sentence_modes(language.synthetic->probabilities(), model_logs);
    record.modes_mass = modes.mass;
    record.modes_kl_forward = modes.kl_forward;
    record.modes_kl_reverse = modes.kl_reverse;
    record.modes_entropy = modes.entropy;
    record.modes_surviving = modes.surviving;
    record.modes_holding = modes.holding;
}

} // namespace

EvaluationRecord evaluate(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step, const Masks& masks,
                          FrequencyRecord* frequencies) {
    EvaluationRecord record;
    record.step = step;
    measure_held_out(model, language, knobs, masks, record);
    measure_sample(model, language, knobs, masks, record, frequencies);
    measure_modes(model, language, masks, record);
    return record;
}

FrequencyRecord corpus_frequencies(const Language& language) {
    std::vector<std::int64_t> occurrences;
    for (std::size_t rank = 0; rank < language.frequencies.size(); ++rank)
        occurrences.push_back(language.frequencies.count(rank));
    return {.step = 0, .revision = 0, .of_corpus = true, .counts = listed(std::move(occurrences))};
}

SampleRecord shown_sample(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step, const Masks& masks) {
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::shown_sample);
    std::vector<Token> prompt = {language.tokenizer->end_token()};
    const std::vector<Token> given = language.tokenizer->encode(knobs.sampling.prompt);
    prompt.insert(prompt.end(), given.begin(), given.end());
    const Sampling sampling{.temperature = knobs.sampling.temperature, .top_k = knobs.sampling.top_k, .top_p = knobs.sampling.top_p};
    const auto texts = generate_texts(model, *language.tokenizer, prompt, 1, knobs.sampling.tokens, sampling, stream, masks);
    SampleRecord record{.step = step, .prompt = knobs.sampling.prompt, .temperature = knobs.sampling.temperature, .words = {}};
    const WordSequences sample = {split_words(language.tokenizer->decode(texts[0]))};
    for (const std::string& word : sample[0])
        record.words.push_back({word, language.frequencies.rank(word)});
    record.hf_share_top10 = high_frequency_shares(sample, language.frequencies).top10;
    record.distinct_2 = distinct_n(sample, 2);
    return record;
}

TemperatureComparison compare_temperatures(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step,
                                           const Masks& masks, std::span<const double> temperatures) {
    std::vector<double> of_entropies{1};
    of_entropies.insert(of_entropies.end(), temperatures.begin(), temperatures.end());
    const std::vector<double> entropies = tempered_entropies(model, language, knobs, masks, of_entropies);
    TemperatureComparison comparison{.step = step, .model_entropy = entropies[0], .levels = {}};
    for (std::size_t i = 0; i < temperatures.size(); ++i) {
        const WordSequences sample = words_of(measuring_texts(model, language, knobs, step, masks, temperatures[i]), language);
        Knobs at_temperature = knobs;
        at_temperature.sampling.temperature = temperatures[i];
        at_temperature.sampling.top_k = 0;
        at_temperature.sampling.top_p = 1;
        comparison.levels.push_back({.temperature = temperatures[i],
                                     .hf_share_top10 = high_frequency_shares(sample, language.frequencies).top10,
                                     .distinct_2 = distinct_n(sample, 2),
                                     .sample_entropy = sample_entropy(sample),
                                     .decoding_entropy = entropies[i + 1],
                                     .sample = shown_sample(model, language, at_temperature, step, masks)});
    }
    return comparison;
}

} // namespace overdamp
