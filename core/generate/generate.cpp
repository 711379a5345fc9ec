// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generate/generate.h"

#include "core/generate/gibbs.h"
#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace overdamp {

namespace {

constexpr float never = -std::numeric_limits<float>::infinity(); // the logit of a token that is not to be drawn

/// A token and its probability up to a common factor.
struct Candidate {
    Token token;
    double weight;
};

std::vector<Candidate> weigh(std::span<const float> logits, double temperature, Token banned) {
    std::vector<Candidate> candidates;
    candidates.reserve(logits.size());
    // The floor keeps 0·∞ out; a temperature below it is as good as 0.
    const auto inverse = static_cast<float>(1 / std::max(temperature, 1e-6));
    float largest = never;
    for (std::size_t i = 0; i < logits.size(); ++i)
        if (static_cast<Token>(i) != banned)
            largest = std::max(largest, logits[i]);
    for (std::size_t i = 0; i < logits.size(); ++i)
        if (static_cast<Token>(i) != banned && logits[i] != never)
            candidates.push_back({static_cast<Token>(i), std::exp((logits[i] - largest) * inverse)});
    return candidates;
}

/// Keeps the `top_k` heaviest, then the fewest of them whose share reaches `top_p`.
void truncate(std::vector<Candidate>& candidates, const Sampling& sampling) {
    const bool cut_k = sampling.top_k > 0 && sampling.top_k < static_cast<std::int64_t>(candidates.size());
    if (!cut_k && sampling.top_p >= 1)
        return;
    std::ranges::stable_sort(candidates, std::greater<>(), &Candidate::weight);
    if (cut_k)
        candidates.resize(static_cast<std::size_t>(sampling.top_k));
    if (sampling.top_p >= 1)
        return;
    double total = 0, reached = 0;
    for (const Candidate& candidate : candidates)
        total += candidate.weight;
    std::size_t kept = 0;
    while (kept < candidates.size() && (kept == 0 || reached < sampling.top_p * total))
        reached += candidates[kept++].weight;
    candidates.resize(kept);
}

Token most_probable(std::span<const float> logits, Token banned) {
    Token best = -1;
    for (std::size_t i = 0; i < logits.size(); ++i)
        if (static_cast<Token>(i) != banned && logits[i] != never && (best < 0 || logits[i] > logits[static_cast<std::size_t>(best)]))
            best = static_cast<Token>(i);
    return best;
}

} // namespace

Token draw_token(std::span<const float> logits, const Sampling& sampling, Token banned, std::mt19937_64& stream) {
    if (sampling.temperature == 0)
        return most_probable(logits, banned);
    std::vector<Candidate> candidates = weigh(logits, sampling.temperature, banned);
    truncate(candidates, sampling);
    double total = 0;
    for (const Candidate& candidate : candidates)
        total += candidate.weight;
    double rest = uniform(stream) * total;
    for (const Candidate& candidate : candidates)
        if ((rest -= candidate.weight) < 0)
            return candidate.token;
    return candidates.back().token; // rounding left a hair over
}

std::vector<std::vector<Token>> generate(const Gpt2& model, std::span<const Token> prompt, std::int64_t sequences, std::int64_t tokens,
                                         const Sampling& sampling, Token banned, std::mt19937_64& stream, const Masks& masks) {
    const at::NoGradGuard no_gradient;
    const std::int64_t context = model.shape().context;
    std::vector<std::vector<Token>> texts(static_cast<std::size_t>(sequences), std::vector<Token>(prompt.begin(), prompt.end()));
    KeyValueCache cache = model.make_cache(sequences);
    auto unseen = std::min<std::int64_t>(context, static_cast<std::int64_t>(prompt.size()));
    for (std::int64_t drawn = 0; drawn < tokens; ++drawn) {
        if (cache.length + unseen > context) {
            cache.length = 0;
            unseen = std::max<std::int64_t>(1, context / 2);
        }
        at::Tensor input = at::empty({sequences, unseen}, at::TensorOptions(at::kLong));
        for (std::size_t row = 0; row < texts.size(); ++row)
            std::copy(texts[row].end() - unseen, texts[row].end(), input.data_ptr<std::int64_t>() + static_cast<std::int64_t>(row) * unseen);
        const at::Tensor logits = model.next_logits(input.to(model.embedding().device()), cache, masks).to(at::kCPU, at::kFloat).contiguous();
        for (std::size_t row = 0; row < texts.size(); ++row) {
            const auto vocabulary = static_cast<std::size_t>(logits.size(1));
            texts[row].push_back(draw_token({logits.data_ptr<float>() + row * vocabulary, vocabulary}, sampling, banned, stream));
        }
        unseen = 1;
    }
    for (auto& text : texts)
        text.erase(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(prompt.size()));
    return texts;
}

std::vector<std::vector<Token>> generate_texts(const Transformer& model, const TextTokenizer& tokenizer, std::span<const Token> prompt,
                                               std::int64_t sequences, std::int64_t tokens, const Sampling& sampling, std::mt19937_64& stream,
                                               const Masks& masks) {
    if (const auto* causal = dynamic_cast<const Gpt2*>(&model))
        return generate(*causal, prompt, sequences, tokens, sampling, tokenizer.unknown_token(), stream, masks);
    return gibbs(model, prompt, sequences, tokens, sampling, tokenizer.unknown_token(), tokenizer.mask_token(), stream, masks);
}

} // namespace overdamp
