// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generate/generate.h"

#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cmath>
#include <set>

using namespace overdamp;

namespace {

constexpr Token none = -1;

std::vector<double> frequencies(const std::vector<float>& logits, const Sampling& sampling, Token banned, int draws = 40000) {
    std::mt19937_64 stream(21);
    std::vector<double> share(logits.size());
    for (int i = 0; i < draws; ++i)
        share[static_cast<std::size_t>(draw_token(logits, sampling, banned, stream))] += 1.0 / draws;
    return share;
}

/// Checks observed shares against probabilities, five standard deviations wide.
bool matches(const std::vector<double>& observed, const std::vector<double>& expected, int draws = 40000) {
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (std::abs(observed[i] - expected[i]) > 5 * std::sqrt(expected[i] * (1 - expected[i]) / draws) + 1e-12)
            return false;
    return true;
}

std::vector<float> log_of(const std::vector<double>& probabilities) {
    std::vector<float> logits;
    for (const double p : probabilities)
        logits.push_back(static_cast<float>(std::log(p)) + 3); // logits are free up to a constant
    return logits;
}

Gpt2 small_model() {
    Gpt2 model({.layers = 1, .width = 8, .heads = 2, .context = 6, .vocabulary = 11}, test_options());
    at::manual_seed(4);
    const at::NoGradGuard no_gradient;
    model.parameters().flat().copy_(at::randn(model.parameters().flat().sizes()));
    return model;
}

} // namespace

class GenerateTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void tokens_are_drawn_with_their_probabilities() {
        QVERIFY(matches(frequencies(log_of({0.5, 0.25, 0.15, 0.1}), {}, none), {0.5, 0.25, 0.15, 0.1}));
    }

    void temperature_raises_probabilities_to_its_inverse() {
        // T = 0.5 squares them: 0.25, 0.0625, 0.0225, 0.01 of a sum of 0.345.
        QVERIFY(matches(frequencies(log_of({0.5, 0.25, 0.15, 0.1}), {.temperature = 0.5}, none),
                        {0.25 / 0.345, 0.0625 / 0.345, 0.0225 / 0.345, 0.01 / 0.345}));
    }

    void temperature_zero_takes_the_most_probable_token() {
        QVERIFY(matches(frequencies(log_of({0.2, 0.25, 0.45, 0.1}), {.temperature = 0}, none, 100), {0, 0, 1, 0}, 100));
        QVERIFY(matches(frequencies(log_of({0.2, 0.25, 0.45, 0.1}), {.temperature = 1e-30}, none, 100), {0, 0, 1, 0}, 100));
    }

    void top_k_keeps_the_most_probable_tokens() {
        QVERIFY(matches(frequencies(log_of({0.1, 0.25, 0.15, 0.5}), {.top_k = 2}, none), {0, 1.0 / 3, 0, 2.0 / 3}));
    }

    void top_p_keeps_the_fewest_tokens_that_reach_it() {
        // 0.5 + 0.25 reach 0.7, so the other two are cut.
        QVERIFY(matches(frequencies(log_of({0.1, 0.25, 0.15, 0.5}), {.top_p = 0.7}, none), {0, 1.0 / 3, 0, 2.0 / 3}));
        QVERIFY(matches(frequencies(log_of({0.1, 0.25, 0.15, 0.5}), {.top_p = 1e-9}, none, 100), {0, 0, 0, 1}, 100));
    }

    void top_p_counts_within_top_k() {
        // Of 0.5, 0.25, 0.15 the first two hold 0.83, which reaches 0.8.
        QVERIFY(matches(frequencies(log_of({0.1, 0.25, 0.15, 0.5}), {.top_k = 3, .top_p = 0.8}, none), {0, 1.0 / 3, 0, 2.0 / 3}));
    }

    void the_banned_token_is_never_drawn() {
        QVERIFY(matches(frequencies(log_of({0.5, 0.25, 0.15, 0.1}), {}, 0), {0, 0.5, 0.3, 0.2}));
        QVERIFY(matches(frequencies(log_of({0.5, 0.25, 0.15, 0.1}), {.temperature = 0}, 0, 100), {0, 1, 0, 0}, 100));
    }

    void a_token_without_probability_is_never_drawn() {
        const std::vector<float> logits = {std::log(0.5F), std::log(0.5F), -INFINITY};
        QVERIFY(matches(frequencies(logits, {}, none), {0.5, 0.5, 0}));
        QVERIFY(matches(frequencies(logits, {.temperature = 0}, 0, 100), {0, 1, 0}, 100));
    }

    void a_sequence_is_drawn_from_the_model_at_every_position() {
        const Gpt2 model = small_model();
        std::mt19937_64 stream(5);
        const std::vector<Token> prompt = {3, 7};
        const auto texts = generate(model, prompt, 4000, 3, {}, none, stream);
        const at::NoGradGuard no_gradient;
        const auto after = [&](const std::vector<Token>& tokens) {
            const at::Tensor given = on_test_device(at::tensor(tokens, at::TensorOptions(at::kLong))).unsqueeze(0);
            return at::softmax(model.logits(model.hidden_states(given))[std::ssize(tokens) - 1], 0).cpu();
        };
        // The pairs of the first two tokens against the product of the model's conditionals, computed without the cache.
        const at::Tensor first = after({3, 7});
        for (Token a = 0; a < 11; ++a) {
            const at::Tensor second = after({3, 7, a});
            for (Token b = 0; b < 11; ++b) {
                const double expected = first[a].item<double>() * second[b].item<double>();
                const auto count = std::ranges::count_if(texts, [&](const auto& text) { return text[0] == a && text[1] == b; });
                QVERIFY(std::abs(static_cast<double>(count) / 4000 - expected) <= 5 * std::sqrt(expected * (1 - expected) / 4000) + 1e-3);
            }
        }
    }

    void generation_goes_on_past_the_context() {
        const Gpt2 model = small_model();
        std::mt19937_64 stream(5);
        const std::vector<Token> prompt = {3, 7, 1, 2, 3, 4, 5, 6, 7}; // longer than the context of 6
        const auto texts = generate(model, prompt, 2, 50, {}, 4, stream);
        QCOMPARE(texts.size(), 2u);
        for (const auto& text : texts) {
            QCOMPARE(text.size(), 50u);
            QVERIFY(std::ranges::all_of(text, [](Token token) { return token >= 0 && token < 11 && token != 4; }));
        }
        QVERIFY(texts[0] != texts[1]);
    }

    void the_same_stream_gives_the_same_text() {
        const Gpt2 model = small_model();
        std::mt19937_64 first(9), second(9);
        const std::vector<Token> prompt = {1};
        QCOMPARE(generate(model, prompt, 3, 12, {}, none, first), generate(model, prompt, 3, 12, {}, none, second));
    }
};

QTEST_GUILESS_MAIN(GenerateTest)
#include "generate.moc"
