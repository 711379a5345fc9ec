// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/sequence_model.h"

#include "core/language/synthetic.h"
#include "core/settings/random_stream.h"
#include "core/train/objective.h"

#include <ATen/ATen.h>
#include <cmath>
#include <map>
#include <numeric>

namespace overdamp {

namespace {

constexpr std::int64_t width = 8, heads = 2;

std::size_t place_of(const std::vector<std::int64_t>& answer, std::int64_t tokens) {
    return std::accumulate(answer.begin(), answer.end(), std::size_t{0}, [&](std::size_t number, std::int64_t word) {
        return number * static_cast<std::size_t>(tokens) + static_cast<std::size_t>(word);
    });
}

Empirical empirical_of(const SequenceTask& task) {
    std::map<std::size_t, std::int64_t> counts;
    for (const SequenceExample& example : task.examples)
        counts[place_of(example.answer, task.tokens())] += example.count;
    Empirical empirical;
    for (const auto& [place, count] : counts) {
        empirical.places.push_back(place);
        empirical.probabilities.push_back(static_cast<double>(count) / static_cast<double>(task.documents()));
    }
    return empirical;
}

/// Every sequence of `length` tokens, in the order of their places: [tokens^length, length].
at::Tensor all_sequences(std::int64_t tokens, std::int64_t length) {
    const std::int64_t count = std::llround(std::pow(static_cast<double>(tokens), static_cast<double>(length)));
    at::Tensor rows = at::empty({count, length}, at::TensorOptions(at::kLong));
    auto* entry = rows.data_ptr<std::int64_t>();
    for (std::int64_t row = 0; row < count; ++row)
        for (std::int64_t place = length - 1, rest = row; place >= 0; --place, rest /= tokens)
            entry[row * length + place] = rest % tokens;
    return rows;
}

/// The prompt followed by all but the last token of each row.
at::Tensor shifted(const at::Tensor& rows, std::int64_t prompt) {
    return at::cat({at::full({rows.size(0), 1}, prompt, rows.options()), rows.narrow(1, 0, rows.size(1) - 1)}, 1);
}

} // namespace

std::int64_t SequenceTask::documents() const {
    return std::accumulate(examples.begin(), examples.end(), std::int64_t{0}, [](std::int64_t sum, const SequenceExample& e) { return sum + e.count; });
}

SequenceTask synthetic_task(std::int64_t sentences, std::int64_t length, std::int64_t words, std::int64_t documents) {
    const SyntheticLanguage language = make_synthetic_language(sentences, length, words, 1, documents);
    std::map<std::string, std::int64_t> numbers;
    SequenceTask task{.words = words, .prompts = 1, .length = length, .examples = {}};
    for (std::size_t k = 0; k < language.sentences.size(); ++k) {
        SequenceExample example{.prompt = 0, .answer = {}, .count = language.counts[k]};
        for (const std::string& word : language.sentences[k])
            example.answer.push_back(numbers.try_emplace(word, std::ssize(numbers)).first->second);
        task.examples.push_back(std::move(example));
    }
    return task;
}

double Empirical::entropy() const {
    double sum = 0;
    for (const double probability : probabilities)
        sum -= probability * std::log(probability);
    return sum;
}

SequenceModel::SequenceModel(SequenceTask task, std::int64_t seed)
    : task_(std::move(task)),
      model_(make_transformer(ModelKind::gpt2, {.layers = 1, .width = width, .heads = heads, .context = task_.length, .vocabulary = task_.tokens()},
                              at::TensorOptions(at::kDouble))),
      empirical_(empirical_of(task_)), prompt_shares_(static_cast<std::size_t>(task_.prompts)) {
    std::mt19937_64 stream = random_stream(seed, RandomPurpose::weights);
    model_->parameters().initialise(stream);
    std::vector<at::Tensor> inputs, targets;
    for (const SequenceExample& example : task_.examples) {
        const at::Tensor answer = at::tensor(example.answer, at::TensorOptions(at::kLong)).expand({example.count, task_.length});
        targets.push_back(answer);
        inputs.push_back(shifted(answer, task_.words + example.prompt));
        prompt_shares_[static_cast<std::size_t>(example.prompt)] += static_cast<double>(example.count) / static_cast<double>(task_.documents());
    }
    inputs_ = at::cat(inputs);
    targets_ = at::cat(targets);
}

at::Tensor SequenceModel::place() const { return model_->parameters().flat().detach().clone(); }

void SequenceModel::move_to(const at::Tensor& place) {
    const at::NoGradGuard no_gradient;
    model_->parameters().flat().copy_(place);
}

ValueAndGradient SequenceModel::loss(const at::Tensor& rows) {
    const at::Tensor inputs = rows.defined() ? inputs_.index_select(0, rows) : inputs_;
    const at::Tensor targets = rows.defined() ? targets_.index_select(0, rows) : targets_;
    Parameters& parameters = model_->parameters();
    parameters.flat_gradient().zero_();
    const Objective mean = objective(model_->hidden_states(inputs), model_->head(), targets.reshape({-1}), task_.length, {});
    mean.value.backward();
    const auto length = static_cast<double>(task_.length);
    return {length * mean.means.loss.item<double>(), length * parameters.flat_gradient()};
}

ValueAndGradient SequenceModel::regularised_loss(const at::Tensor& place, double weight_decay) {
    move_to(place);
    ValueAndGradient result = loss();
    result.value += 0.5 * weight_decay * place.dot(place).item<double>();
    result.gradient.add_(place, weight_decay);
    return result;
}

at::Tensor SequenceModel::sentence_logs(const at::Tensor& inputs, const at::Tensor& targets, const Masks& masks) const {
    const at::NoGradGuard no_gradient;
    const at::Tensor logs = at::log_softmax(model_->logits(model_->hidden_states(inputs, masks)), 1);
    return logs.gather(1, targets.reshape({-1, 1})).view({targets.size(0), targets.size(1)}).sum(1);
}

double SequenceModel::first_log_probability(const Masks& masks) const {
    return sentence_logs(inputs_.narrow(0, 0, 1), targets_.narrow(0, 0, 1), masks).item<double>();
}

at::Tensor SequenceModel::log_probabilities() const {
    const at::Tensor rows = all_sequences(task_.tokens(), task_.length);
    std::vector<at::Tensor> joint;
    for (std::int64_t prompt = 0; prompt < task_.prompts; ++prompt)
        joint.push_back(sentence_logs(shifted(rows, task_.words + prompt), rows) + std::log(prompt_shares_[static_cast<std::size_t>(prompt)]));
    return at::logsumexp(at::stack(joint), 0);
}

Generation SequenceModel::generation() const {
    const at::Tensor logs = log_probabilities().contiguous();
    const at::Tensor probabilities = logs.exp();
    std::vector<double> on_support;
    for (const std::size_t place : empirical_.places)
        on_support.push_back(logs.data_ptr<double>()[place]);
    return {.modes = sentence_modes(empirical_.probabilities, on_support),
            .entropy = -(probabilities * logs).sum().item<double>(),
            .total = probabilities.sum().item<double>()};
}

} // namespace overdamp
