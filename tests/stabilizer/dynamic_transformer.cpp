// SPDX-License-Identifier: GPL-3.0-or-later
// DTU: the drawn key sets, and attention over them against a softmax over the kept keys alone.
#include "core/stabilizer/dynamic_transformer.h"

#include "core/model/attention.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

constexpr std::int64_t batch = 2, time_steps = 10, width = 8, heads = 2;

/// Attention written out: for every sequence, head and query a softmax over the kept keys only.
at::Tensor explicit_attention(const at::Tensor& x, const AttentionWeights& weights, const std::vector<std::vector<std::int64_t>>& sets) {
    const std::int64_t head_width = width / heads;
    std::vector<at::Tensor> sequences;
    for (std::int64_t b = 0; b < batch; ++b) {
        const at::Tensor qkv = at::matmul(x[b], weights.qkv) + weights.qkv_bias;
        std::vector<at::Tensor> queries;
        for (std::int64_t i = 0; i < time_steps; ++i) {
            std::vector<at::Tensor> mixed;
            for (std::int64_t h = 0; h < heads; ++h) {
                const at::Tensor q = qkv[i].narrow(0, h * head_width, head_width);
                std::vector<at::Tensor> scores, values;
                for (const std::int64_t j : sets[static_cast<std::size_t>(i)]) {
                    scores.push_back(q.dot(qkv[j].narrow(0, width + h * head_width, head_width)) / std::sqrt(static_cast<double>(head_width)));
                    values.push_back(qkv[j].narrow(0, 2 * width + h * head_width, head_width));
                }
                mixed.push_back(at::matmul(at::softmax(at::stack(scores), 0), at::stack(values)));
            }
            queries.push_back(at::matmul(at::cat(mixed), weights.projection) + weights.projection_bias);
        }
        sequences.push_back(at::stack(queries));
    }
    return at::stack(sequences);
}

} // namespace

class DynamicTransformerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_number_of_kept_keys_is_rounded_and_never_zero() {
        QCOMPARE(kept_keys(0.5, 10), 5);
        QCOMPARE(kept_keys(0.5, 5), 3); // 2.5 rounds away from zero
        QCOMPARE(kept_keys(0.95, 3), 1);
        QCOMPARE(kept_keys(0, 7), 7);
    }

    void each_set_holds_its_query_and_only_visible_keys() {
        std::mt19937_64 stream(8);
        const auto sets = draw_key_sets(40, 0.6, true, stream);
        for (std::size_t i = 0; i < sets.size(); ++i) {
            QCOMPARE(static_cast<std::int64_t>(sets[i].size()), kept_keys(0.6, static_cast<std::int64_t>(i) + 1));
            QVERIFY(std::ranges::is_sorted(sets[i], std::ranges::less_equal()) || sets[i].size() == 1);
            QCOMPARE(sets[i].back(), static_cast<std::int64_t>(i));
        }
    }

    void every_other_key_is_kept_equally_often() {
        constexpr int draws = 20000;
        std::vector<int> kept(9);
        std::mt19937_64 stream(9);
        for (int i = 0; i < draws; ++i) {
            const auto sets = draw_key_sets(10, 0.5, true, stream);
            for (const std::int64_t key : sets[9])
                if (key < 9)
                    ++kept[static_cast<std::size_t>(key)];
        }
        const double expected = 4.0 / 9; // 5 of 10 kept, the query itself always
        const double five_sigma = 5 * std::sqrt(expected * (1 - expected) / draws);
        for (const int count : kept)
            QVERIFY(std::abs(static_cast<double>(count) / draws - expected) < five_sigma);
    }

    void without_causality_all_positions_are_visible_and_equally_often_kept() {
        constexpr int draws = 20000;
        std::vector<int> kept(10);
        std::mt19937_64 stream(11);
        for (int i = 0; i < draws; ++i) {
            const auto sets = draw_key_sets(10, 0.5, false, stream);
            for (std::size_t query = 0; query < sets.size(); ++query) {
                QCOMPARE(sets[query].size(), 5u);
                QVERIFY(std::ranges::adjacent_find(sets[query], std::ranges::greater_equal()) == sets[query].end());
                QVERIFY(std::ranges::binary_search(sets[query], static_cast<std::int64_t>(query)));
            }
            for (const std::int64_t key : sets[3])
                ++kept[static_cast<std::size_t>(key)];
        }
        const double expected = 4.0 / 9; // 4 of the 9 others
        const double five_sigma = 5 * std::sqrt(expected * (1 - expected) / draws);
        for (std::size_t key = 0; key < kept.size(); ++key)
            QVERIFY(std::abs(static_cast<double>(kept[key]) / draws - (key == 3 ? 1 : expected)) < five_sigma);
    }

    void attention_over_key_sets_equals_softmax_over_the_kept_keys_data() {
        QTest::addColumn<double>("dropout");
        QTest::addColumn<bool>("causal");
        QTest::newRow("dense") << 0.0 << true;
        QTest::newRow("half") << 0.5 << true;
        QTest::newRow("own position only") << 0.95 << true;
        QTest::newRow("half of all") << 0.5 << false;
    }

    void attention_over_key_sets_equals_softmax_over_the_kept_keys() {
        QFETCH(double, dropout);
        QFETCH(bool, causal);
        at::manual_seed(6);
        const auto leaf = [](at::IntArrayRef shape) { return at::randn(shape, at::kDouble).set_requires_grad(true); };
        const AttentionWeights weights{leaf({width, 3 * width}), leaf({3 * width}), leaf({width, width}), leaf({width})};
        const at::Tensor x = leaf({batch, time_steps, width});
        const at::Tensor direction = at::randn({batch, time_steps, width}, at::kDouble);
        std::mt19937_64 stream(10);
        const auto sets = draw_key_sets(time_steps, dropout, causal, stream);

        const at::Tensor ours = attention(x, weights, heads, key_set_mask(sets, at::TensorOptions(at::kDouble)));
        const at::Tensor expected = explicit_attention(x, weights, sets);
        QVERIFY(at::allclose(ours, expected, 1e-10, 1e-12));
        const std::vector<at::Tensor> inputs = {x, weights.qkv, weights.qkv_bias, weights.projection, weights.projection_bias};
        const auto our_gradients = torch::autograd::grad({(ours * direction).sum()}, inputs);
        const auto expected_gradients = torch::autograd::grad({(expected * direction).sum()}, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            QVERIFY2(at::allclose(our_gradients[i], expected_gradients[i], 1e-9, 1e-11), qPrintable(QString("input %1").arg(i)));
    }
};

QTEST_GUILESS_MAIN(DynamicTransformerTest)
#include "dynamic_transformer.moc"
