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

namespace overdamp {

namespace {

/// Held-out windows that go through the model at once: bounds the memory, and does not change the means.
constexpr std::int64_t windows_at_once = 32;

void measure_held_out(const Transformer& model, const Language& language, const Knobs& knobs, const Masks& masks, EvaluationRecord& record) {
    const at::NoGradGuard no_gradient;
    const Batch batch = held_out_batch(language, knobs);
    const std::int64_t windows = batch.inputs.size(0), time = batch.inputs.size(1);
    const at::Device device = model.embedding().device();
    double loss = 0, entropy = 0, counted = 0;
    at::Tensor gram = at::zeros({model.shape().width, model.shape().width}, at::TensorOptions(at::kDouble).device(device));
    for (std::int64_t begin = 0; begin < windows; begin += windows_at_once) {
        const std::int64_t count = std::min(windows_at_once, windows - begin);
        const at::Tensor targets = batch.targets.narrow(0, begin, count).reshape({-1}).to(device);
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

void measure_sample(const Transformer& model, const Language& language, const Knobs& knobs, const Masks& masks, EvaluationRecord& record) {
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::measuring_sample, record.step);
    const Token end = language.tokenizer->end_token();
    const auto texts =
        generate_texts(model, *language.tokenizer, std::span(&end, 1), measuring_sequences, measuring_tokens, {}, stream, masks);
    WordSequences sample;
    for (const auto& text : texts)
        sample.push_back(split_words(language.tokenizer->decode(text)));
    measure_words(sample, language, record);
    measure_lengths(texts, end, record);
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

EvaluationRecord evaluate(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step, const Masks& masks) {
    EvaluationRecord record;
    record.step = step;
    measure_held_out(model, language, knobs, masks, record);
    measure_sample(model, language, knobs, masks, record);
    measure_modes(model, language, masks, record);
    return record;
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

} // namespace overdamp
