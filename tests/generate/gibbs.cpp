// SPDX-License-Identifier: GPL-3.0-or-later
// Gibbs sampling against a joint distribution that is known because it is written down.
#include "core/generate/gibbs.h"

#include "core/model/bert.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>

using namespace overdamp;

namespace {

constexpr Token a = 0, b = 1, unknown = 2, mask = 3, begin = 4;
constexpr Token none = -1;

/// P(x, y) of two tokens after `begin`; the rows are x. P(x = a) = 0.5, P(y = a) = 0.6.
constexpr std::array<std::array<double, 2>, 2> joint = {{{0.4, 0.1}, {0.2, 0.3}}};

Shape shape_of(std::int64_t context) { return {.layers = 0, .width = 5, .heads = 1, .context = context, .vocabulary = 5}; }

/// A masked language model that knows `joint`: at a masked position the conditional distribution given the other one, or the marginal if that is
/// masked too. The unknown and the mask token would have most of the probability if they were not kept out.
class JointModel : public Transformer {
  public:
    JointModel() : Transformer(shape_of(3), {{"head", {5, 5}}}, test_options()) {
        const at::NoGradGuard no_gradient;
        parameters().flat().copy_(at::eye(5).view({-1}));
        head_.weight = parameters()["head"];
    }

    using Transformer::hidden_states;
    at::Tensor hidden_states(const at::Tensor& tokens, const Masks&, std::vector<at::Tensor>*) const override {
        at::Tensor logits = at::full({tokens.size(0), 3, 5}, 9.0);
        const at::Tensor shown = tokens.cpu();
        const auto given = shown.accessor<std::int64_t, 2>();
        auto values = logits.accessor<float, 3>();
        for (std::int64_t row = 0; row < tokens.size(0); ++row)
            for (std::int64_t position = 1; position < 3; ++position) {
                values[row][position][begin] = -50; // as good as never
                for (const Token token : {a, b})
                    values[row][position][token] = static_cast<float>(std::log(weight(position, token, given[row][3 - position])));
            }
        return on_test_device(logits.view({-1, 5}));
    }
    bool causal() const override { return false; }
    FeedForwardIndices feed_forward_indices(std::int64_t) const override { return {}; }
    std::vector<std::size_t> attention_indices(std::int64_t) const override { return {}; }

  private:
    static double weight(std::int64_t position, Token token, Token other) {
        const auto of = [&](Token second) {
            const auto i = static_cast<std::size_t>(position == 1 ? token : second), j = static_cast<std::size_t>(position == 1 ? second : token);
            return joint[i][j];
        };
        return other == mask ? of(a) + of(b) : of(other);
    }
};

/// Finds all tokens equally probable and notes what it was shown.
class CountingModel : public Transformer {
  public:
    CountingModel() : Transformer(shape_of(9), {{"head", {5, 5}}}, test_options()) {
        const at::NoGradGuard no_gradient;
        parameters().flat().zero_();
        head_.weight = parameters()["head"];
    }

    using Transformer::hidden_states;
    at::Tensor hidden_states(const at::Tensor& tokens, const Masks&, std::vector<at::Tensor>*) const override {
        shown.push_back(tokens.cpu().clone());
        return at::zeros({tokens.numel(), 5}, test_options());
    }
    bool causal() const override { return false; }
    FeedForwardIndices feed_forward_indices(std::int64_t) const override { return {}; }
    std::vector<std::size_t> attention_indices(std::int64_t) const override { return {}; }

    mutable std::vector<at::Tensor> shown;
};

} // namespace

class GibbsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void pairs_have_their_joint_probabilities() {
        const JointModel model;
        std::mt19937_64 stream(6);
        const std::vector<Token> prompt = {begin};
        constexpr int draws = 40000;
        const auto texts = gibbs(model, prompt, draws, 2, {}, unknown, mask, stream);
        for (const Token x : {a, b})
            for (const Token y : {a, b}) {
                const double expected = joint[static_cast<std::size_t>(x)][static_cast<std::size_t>(y)];
                const auto count = std::ranges::count(texts, std::vector<Token>{x, y});
                QVERIFY2(std::abs(static_cast<double>(count) / draws - expected) < 5 * std::sqrt(expected * (1 - expected) / draws),
                         qPrintable(QString("%1 %2: %3").arg(x).arg(y).arg(count)));
            }
    }

    void temperature_zero_ends_in_the_most_probable_pair() {
        const JointModel model;
        std::mt19937_64 stream(6);
        const std::vector<Token> prompt = {begin};
        // Both start hidden: x is a tie, which the first token wins, and y = a has 0.6. Given one a, the other is most probably a as well.
        for (const auto& text : gibbs(model, prompt, 10, 2, {.temperature = 0}, unknown, mask, stream))
            QCOMPARE(text, (std::vector<Token>{a, a}));
    }

    void every_sweep_hides_each_free_position_once_and_never_the_prompt() {
        const CountingModel model;
        std::mt19937_64 stream(7);
        const std::vector<Token> prompt = {begin, a};
        gibbs(model, prompt, 3, 6, {}, unknown, mask, stream);
        // Six free positions, one a pass.
        QCOMPARE(std::ssize(model.shown), gibbs_sweeps * 6);
        QVERIFY((model.shown.front().narrow(1, 2, 6) == mask).all().item<bool>());
        std::vector<std::vector<std::int64_t>> orders;
        for (std::int64_t sweep = 1; sweep < gibbs_sweeps; ++sweep) {
            std::vector<std::int64_t> order;
            for (std::int64_t pass = 0; pass < 6; ++pass) {
                const at::Tensor hidden = model.shown[static_cast<std::size_t>(sweep * 6 + pass)] == mask;
                QVERIFY((hidden.sum(1) == 1).all().item<bool>());
                order.push_back(hidden[0].nonzero().item<std::int64_t>());
            }
            orders.push_back(order);
            QVERIFY(std::ranges::is_permutation(order, std::vector<std::int64_t>{2, 3, 4, 5, 6, 7}));
        }
        QVERIFY(std::ranges::adjacent_find(orders, std::ranges::not_equal_to()) != orders.end());
        for (const at::Tensor& shown : model.shown)
            QVERIFY((shown.narrow(1, 0, 2) == at::tensor({begin, a}, at::TensorOptions(at::kLong))).all().item<bool>());
    }

    void long_texts_go_on_past_the_context() {
        Bert model({.layers = 1, .width = 8, .heads = 2, .context = 6, .vocabulary = 11}, test_options());
        at::manual_seed(4);
        {
            const at::NoGradGuard no_gradient;
            model.parameters().flat().copy_(0.2 * at::randn(model.parameters().flat().sizes()));
        }
        std::mt19937_64 stream(5);
        for (const std::size_t length : {1u, 4u, 9u}) {
            const std::vector<Token> prompt(length, 7);
            const auto texts = gibbs(model, prompt, 2, 20, {}, 4, 10, stream);
            QCOMPARE(texts.size(), 2u);
            for (const auto& text : texts) {
                QCOMPARE(text.size(), 20u);
                QVERIFY(std::ranges::all_of(text, [](Token token) { return token >= 0 && token < 10 && token != 4; }));
            }
            QVERIFY(texts[0] != texts[1]);
        }
    }

    void the_same_stream_gives_the_same_text() {
        const JointModel model;
        const std::vector<Token> prompt = {begin};
        std::mt19937_64 first(9), second(9);
        QCOMPARE(gibbs(model, prompt, 20, 2, {}, none, mask, first), gibbs(model, prompt, 20, 2, {}, none, mask, second));
    }
};

QTEST_GUILESS_MAIN(GibbsTest)
#include "gibbs.moc"
