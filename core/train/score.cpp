// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/score.h"

#include "core/generate/generate.h"
#include "core/model/hugging_face.h"
#include "core/settings/random_stream.h"
#include "core/settings/text.h"
#include "core/train/checkpoint.h"

#include <ATen/ATen.h>
#include <optional>

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

struct StoredModel {
    Gpt2 model;
    std::int64_t step;
};

std::int64_t step_of(const std::filesystem::path& checkpoint) { return std::stoll(checkpoint.filename().string().substr(5)); }

/// The newest checkpoint that can be read; `damage` says why others were passed over.
std::optional<StoredModel> newest_model(const std::filesystem::path& run, std::string& damage) {
    for (const auto& checkpoint : list_checkpoints(run)) {
        try {
            return StoredModel{load_hugging_face_model(checkpoint, at::TensorOptions(at::kFloat)), step_of(checkpoint)};
        } catch (const CheckpointError& error) {
            damage += (damage.empty() ? "" : "; ") + std::string(error.what());
        } catch (const FileError& error) {
            damage += (damage.empty() ? "" : "; ") + std::string(error.what());
        }
    }
    return std::nullopt;
}

} // namespace

SequenceScore score_sequence(const std::filesystem::path& checkpoint, std::span<const std::int64_t> tokens) {
    const at::NoGradGuard no_gradient;
    check_tokens(hugging_face_shape(checkpoint), tokens);
    const Gpt2 model = load_hugging_face_model(checkpoint, at::TensorOptions(at::kFloat));
    at::Tensor sequence = at::empty({1, static_cast<std::int64_t>(tokens.size())}, at::TensorOptions(at::kLong));
    std::copy(tokens.begin(), tokens.end(), sequence.data_ptr<std::int64_t>());
    const at::Tensor logits = model.logits(model.hidden_states(sequence)).to(at::kDouble);
    const std::int64_t known = logits.size(0) - 1;
    const at::Tensor targets = sequence.view({-1, 1}).narrow(0, 1, known);
    return {.log_probabilities = values_of(at::log_softmax(logits.narrow(0, 0, known), 1).gather(1, targets)), .logits = values_of(logits.select(0, known))};
}

Continuation continue_prompt(const std::filesystem::path& run, const Knobs& knobs) {
    const auto tokenizer = load_tokenizer(run);
    Continuation continuation;
    const std::optional<StoredModel> stored = newest_model(run, continuation.damage);
    if (!stored)
        throw CheckpointError(run.string() + ": has no checkpoint to sample from" + (continuation.damage.empty() ? "" : ": " + continuation.damage));
    if (const std::int64_t vocabulary = stored->model.shape().vocabulary; vocabulary != tokenizer->vocabulary())
        throw CheckpointError((run / "language.json").string() + ": its tokenizer has " + std::to_string(tokenizer->vocabulary()) +
                              " tokens, the model " + std::to_string(vocabulary));
    continuation.step = stored->step;
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::shown_sample);
    std::vector<Token> prompt = {tokenizer->end_token()};
    const std::vector<Token> given = tokenizer->encode(knobs.sampling.prompt);
    prompt.insert(prompt.end(), given.begin(), given.end());
    const Sampling sampling{.temperature = knobs.sampling.temperature, .top_k = knobs.sampling.top_k, .top_p = knobs.sampling.top_p};
    const auto texts = generate(stored->model, prompt, 1, knobs.sampling.tokens, sampling, tokenizer->unknown_token(), stream);
    continuation.text = tokenizer->decode(texts.front());
    return continuation;
}

} // namespace overdamp
