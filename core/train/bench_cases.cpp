// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/bench_cases.h"

#include "core/generate/generate.h"
#include "core/settings/experiment.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/train/trainer.h"

#include <ATen/ATen.h>
#include <chrono>
#include <memory>
#include <utility>

namespace overdamp {

namespace {

double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::function<double()> timed(std::function<void()> work) {
    return [work = std::move(work)] { return seconds_of(work); };
}

/// A random leaf of the autograd graph.
at::Tensor leaf(at::IntArrayRef shape) { return at::randn(shape).mul_(0.02).set_requires_grad(true); }

/// Forward and backward pass of a function of x.
std::function<double()> both_ways(const at::Tensor& x, std::function<at::Tensor(const at::Tensor&)> function) {
    return timed([x, function = std::move(function), upstream = at::randn(x.sizes())] { function(x).backward(upstream); });
}

// ---- feedback: a training step with the law on against one with feedback off ----

std::function<double()> trainer_step(const Knobs& knobs, const std::shared_ptr<const Language>& language) {
    const auto trainer = std::make_shared<Trainer>(knobs, language, "cpu");
    return timed([trainer, knobs] { trainer->step(knobs); });
}

BenchCase feedback_case(FeedbackLaw law, const char* name, std::optional<double> at_most, std::int64_t threads) {
    return {
        .name = std::string("feedback ") + name, .meaning = "training step with the law on / with feedback off", .at_most = at_most, .prepare = [=] {
            Knobs plain = training_knobs(training_shapes("cpu").front(), threads, "cpu");
            Knobs fed = plain;
            fed.feedback.law = law;
            fed.feedback.strength = 0.05;
            const auto language = std::make_shared<const Language>(load_language(plain));
            return Contest{trainer_step(fed, language), trainer_step(plain, language)};
        }};
}

// ---- DMU ----

BenchCase node_fix_case(std::int64_t width, std::int64_t rows, double at_most) {
    return {.name = "dmu node_fix " + std::to_string(width),
            .meaning = "feed-forward block, forward and backward, with half of the nodes / dense",
            .at_most = at_most,
            .prepare = [=] {
                const std::int64_t hidden = 4 * width;
                const FeedForwardWeights weights{leaf({width, hidden}), leaf({hidden}), leaf({hidden, width}), leaf({width})};
                const at::Tensor x = leaf({rows, width});
                std::mt19937_64 stream(1);
                const FeedForwardMask mask = draw_feed_forward_mask(DmuMode::node_fix, 0.5, false, width, hidden, stream);
                return Contest{both_ways(x, [=](const at::Tensor& in) { return feed_forward(in, weights, &mask); }),
                               both_ways(x, [=](const at::Tensor& in) { return feed_forward(in, weights, nullptr); })};
            }};
}

// ---- DTU ----

constexpr std::int64_t attention_width = 128, attention_heads = 4, attention_batch = 4;

AttentionWeights attention_weights() {
    return {leaf({attention_width, 3 * attention_width}), leaf({3 * attention_width}), leaf({attention_width, attention_width}),
            leaf({attention_width})};
}

/// The whole block with its projections, or, without them, scores, softmax and values alone.
BenchCase shared_case(bool projections, double at_most) {
    return {.name = projections ? "dtu shared block" : "dtu shared scores",
            .meaning = projections ? "attention block at T = 512, forward and backward, with a quarter of the positions / dense"
                                   : "its scores, softmax and values alone",
            .at_most = at_most,
            .prepare = [=] {
                constexpr std::int64_t time = 512;
                std::mt19937_64 stream(1);
                const std::vector<std::int64_t> kept = draw_positions(time, 0.75, stream, {});
                const auto positions = at::tensor(kept, at::TensorOptions(at::kLong));
                if (!projections) {
                    const auto mix = [](const at::Tensor& qkv) { return mix_heads(qkv, attention_heads, {.causal = true}, nullptr); };
                    const at::Tensor all = leaf({attention_batch, time, 3 * attention_width});
                    const at::Tensor some = leaf({attention_batch, positions.size(0), 3 * attention_width});
                    const auto way = [=](const at::Tensor& qkv) {
                        return timed([=, upstream = at::randn({qkv.size(0), qkv.size(1), attention_width})] { mix(qkv).backward(upstream); });
                    };
                    return Contest{way(some), way(all)};
                }
                const AttentionWeights weights = attention_weights();
                const at::Tensor x = leaf({attention_batch, time, attention_width});
                return Contest{
                    both_ways(x, [=](const at::Tensor& in) { return shared_attention(in, weights, attention_heads, positions, {.causal = true}); }),
                    both_ways(x, [=](const at::Tensor& in) { return attention(in, weights, attention_heads, {.causal = true}); })};
            }};
}

BenchCase per_query_case() {
    return {.name = "dtu per_query block",
            .meaning = "attention block at T = 1024, forward and backward, with a quarter of each query's keys / dense",
            .at_most = 1.2,
            .prepare = [] {
                constexpr std::int64_t time = 1024;
                std::mt19937_64 stream(1);
                const auto sets = draw_key_sets(time, 0.75, true, stream, {});
                const AttentionWeights weights = attention_weights();
                const at::Tensor x = leaf({attention_batch, time, attention_width});
                return Contest{both_ways(x,
                                         [=](const at::Tensor& in) {
                                             return attention(in, weights, attention_heads, Visibility{true, key_set_mask(sets, in.options())});
                                         }),
                               both_ways(x, [=](const at::Tensor& in) { return attention(in, weights, attention_heads, {.causal = true}); })};
            }};
}

// ---- generation ----

/// Generates as one would without a cache: each token from the whole text so far.
void generate_without_cache(const Gpt2& model, std::int64_t tokens) {
    const at::NoGradGuard no_gradient;
    std::mt19937_64 stream(1);
    std::vector<Token> text = {0};
    for (std::int64_t drawn = 0; drawn < tokens; ++drawn) {
        const at::Tensor input = at::tensor(text, at::TensorOptions(at::kLong)).unsqueeze(0);
        const at::Tensor last = model.hidden_states(input).narrow(0, static_cast<std::int64_t>(text.size()) - 1, 1);
        const at::Tensor logits = model.logits(last).contiguous();
        text.push_back(draw_token({logits.data_ptr<float>(), static_cast<std::size_t>(logits.numel())}, {}, -1, stream));
    }
}

BenchCase generation_case() {
    return {.name = "generation cache",
            .meaning = "re-running the prefix for every token of T = 256 / generating with the cache",
            .at_least = 5,
            .prepare = [] {
                const Shape shape{.layers = 4, .width = 128, .heads = 4, .context = 256, .vocabulary = 4096};
                const auto model = std::make_shared<Gpt2>(shape, at::TensorOptions(at::kFloat));
                std::mt19937_64 weights(1);
                model->parameters().initialise(weights);
                return Contest{timed([=] { generate_without_cache(*model, 255); }), timed([=] {
                                   std::mt19937_64 stream(1);
                                   const std::vector<Token> prompt = {0};
                                   generate(*model, prompt, 1, 255, {}, -1, stream);
                               })};
            }};
}

} // namespace

std::vector<BenchCase> bench_cases(std::int64_t threads) {
    return {feedback_case(FeedbackLaw::entropy, "entropy", 1.05, threads),
            feedback_case(FeedbackLaw::marginal, "marginal", {}, threads),
            feedback_case(FeedbackLaw::anchor, "anchor", {}, threads),
            feedback_case(FeedbackLaw::temporal, "temporal", {}, threads),
            node_fix_case(128, 2048, 0.40),
            node_fix_case(384, 1024, 0.32),
            shared_case(false, 0.15),
            shared_case(true, 0.40),
            per_query_case(),
            generation_case()};
}

std::vector<TrainingShape> training_shapes(const std::string& device) {
    if (device != "cpu")
        return {{"2×64 V2000 T48 B24", 2, 64, 4, 48, 2000, 24, 200, 3}, {"12×768 V30000 T1024 B8", 12, 768, 12, 1024, 30000, 8, 5, 1}};
    return {{"2×64 V2000 T48 B24", 2, 64, 4, 48, 2000, 24, 10, 1.6},
            {"4×128 V4096 T128 B16", 4, 128, 4, 128, 4096, 16, 2, 1.6},
            {"6×384 V4096 T256 B4", 6, 384, 6, 256, 4096, 4, 1, 1.6}};
}

Knobs training_knobs(const TrainingShape& shape, std::int64_t threads, const std::string& device) {
    Knobs knobs;
    knobs.feedback.strength = 0;
    knobs.dmu.dropout = 0;
    knobs.dtu.mode = DtuMode::off;
    knobs.model = {.layers = shape.layers, .width = shape.width, .heads = shape.heads, .context = shape.context, .checkpoint = {}};
    knobs.language.vocabulary = shape.vocabulary;
    knobs.training.batch = shape.batch;
    knobs.training.threads = threads;
    knobs.training.device = device;
    return knobs;
}

} // namespace overdamp
