// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/score.h"

#include "core/generate/generate.h"
#include "core/language/checkpoint_tokenizer.h"
#include "core/model/hugging_face.h"
#include "core/settings/random_stream.h"
#include "core/settings/text.h"
#include "core/train/checkpoint.h"
#include "core/train/stored_model.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <iterator>

namespace overdamp {

namespace {

std::vector<double> values_of(const at::Tensor& tensor) {
    const at::Tensor host = tensor.to(at::kDouble).contiguous();
    return {host.data_ptr<double>(), host.data_ptr<double>() + host.numel()};
}

void check_tokens(const Shape& shape, std::span<const std::int64_t> tokens) {
    const auto count = static_cast<std::int64_t>(tokens.size());
    if (count < 1 || count > shape.context)
        throw SettingsError("--tokens: has " + std::to_string(count) + " tokens; the model takes from 1 to " + std::to_string(shape.context));
    for (const std::int64_t token : tokens)
        if (token < 0 || token >= shape.vocabulary)
            throw SettingsError("--tokens: " + std::to_string(token) + " is outside the vocabulary, 0 to " + std::to_string(shape.vocabulary - 1));
}

at::Tensor logits_of(const Transformer& model, const at::Tensor& sequence) { return model.logits(model.hidden_states(sequence)).to(at::kDouble); }

SequenceScore score_causal(const Transformer& model, const at::Tensor& sequence) {
    const at::Tensor logits = logits_of(model, sequence);
    const std::int64_t known = logits.size(0) - 1;
    const at::Tensor targets = sequence.view({-1, 1}).narrow(0, 1, known);
    SequenceScore score{.log_probabilities = {std::nullopt}, .logits = {values_of(logits.select(0, known))}};
    std::ranges::copy(values_of(at::log_softmax(logits.narrow(0, 0, known), 1).gather(1, targets)), std::back_inserter(score.log_probabilities));
    return score;
}

SequenceScore score_masked(const Transformer& model, const at::Tensor& sequence, std::int64_t mask) {
    SequenceScore score{.log_probabilities = {}, .logits = {}, .masked = true};
    const at::Tensor logits = logits_of(model, sequence);
    for (std::int64_t position = 0; position < sequence.size(1); ++position) {
        score.logits.push_back(values_of(logits.select(0, position)));
        at::Tensor hidden = sequence.clone();
        hidden.select(1, position).fill_(mask);
        const at::Tensor terms = at::log_softmax(logits_of(model, hidden).select(0, position), 0);
        score.log_probabilities.push_back(terms.select(0, sequence.select(1, position).item<std::int64_t>()).item<double>());
    }
    return score;
}

/// The token that hides others: the one asked for, or what the checkpoint's files say.
std::int64_t mask_token_of(const std::filesystem::path& checkpoint, const HuggingFaceForm& form, std::optional<std::int64_t> wanted) {
    std::int64_t mask = wanted.value_or(form.mask_token);
    if (!wanted && mask < 0 && has_checkpoint_tokenizer(checkpoint))
        mask = load_checkpoint_tokenizer(checkpoint)->mask_token();
    if (!wanted && mask < 0)
        throw SettingsError(checkpoint.string() + ": names no mask token: config.json has no mask_token_id, and no tokenizer with one lies beside it; say it with --mask");
    if (mask < 0 || mask >= form.shape.vocabulary)
        throw SettingsError("--mask: " + std::to_string(mask) + " is outside the vocabulary, 0 to " + std::to_string(form.shape.vocabulary - 1));
    return mask;
}

} // namespace

SequenceScore score_sequence(const std::filesystem::path& checkpoint, std::span<const std::int64_t> tokens, std::optional<std::int64_t> mask_token) {
    const at::NoGradGuard no_gradient;
    const HuggingFaceForm form = hugging_face_form(checkpoint);
    check_tokens(form.shape, tokens);
    const bool masked = form.kind == ModelKind::bert;
    const std::int64_t mask = masked ? mask_token_of(checkpoint, form, mask_token) : -1;
    const auto model = load_hugging_face_model(checkpoint, at::TensorOptions(at::kFloat));
    at::Tensor sequence = at::empty({1, std::ssize(tokens)}, at::TensorOptions(at::kLong));
    std::ranges::copy(tokens, sequence.data_ptr<std::int64_t>());
    return masked ? score_masked(*model, sequence, mask) : score_causal(*model, sequence);
}

Continuation continue_prompt(const std::filesystem::path& run, const Knobs& knobs) {
    const auto tokenizer = load_tokenizer(run);
    Continuation continuation;
    const StoredModel stored = newest_model(run, at::TensorOptions(at::kFloat), continuation.damage);
    if (const std::int64_t vocabulary = stored.model->shape().vocabulary; vocabulary != tokenizer->vocabulary())
        throw CheckpointError((run / "language.json").string() + ": its tokenizer has " + std::to_string(tokenizer->vocabulary()) +
                              " tokens, the model " + std::to_string(vocabulary));
    continuation.step = stored.step;
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::shown_sample);
    std::vector<Token> prompt = {tokenizer->end_token()};
    const std::vector<Token> given = tokenizer->encode(knobs.sampling.prompt);
    prompt.insert(prompt.end(), given.begin(), given.end());
    const Sampling sampling{.temperature = knobs.sampling.temperature, .top_k = knobs.sampling.top_k, .top_p = knobs.sampling.top_p};
    const auto texts = generate_texts(*stored.model, *tokenizer, prompt, 1, knobs.sampling.tokens, sampling, stream, {});
    continuation.text = tokenizer->decode(texts.front());
    return continuation;
}

} // namespace overdamp
