// SPDX-License-Identifier: GPL-3.0-or-later
// DTU: the drawn sets, and attention over them against a softmax over the kept keys alone and against explicit 0/1 masks.
#include "core/stabilizer/dynamic_transformer.h"

#include "core/model/attention.h"
#include "tests/device/test_device.h"

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

/// The definition of (144): everything computed, the kept positions a 0/1 vector over queries and keys, what is dropped multiplied by 0.
struct Masked {
    at::Tensor output;   ///< [batch, time, width]
    at::Tensor received; ///< [time]: mean over batch, heads and the kept queries from each key on
};

Masked zero_one_attention(const at::Tensor& x, const AttentionWeights& weights, const std::vector<std::int64_t>& positions) {
    at::Tensor kept = at::zeros({time_steps}, at::kDouble);
    for (const std::int64_t position : positions)
        kept[position] = 1;
    kept = on_test_device(kept);
    const at::Tensor visible = (kept.unsqueeze(1) * kept).tril();
    const auto heads_of = [&](std::int64_t part) {
        const at::Tensor all = at::matmul(x, weights.qkv) + weights.qkv_bias;
        return all.narrow(2, part * width, width).reshape({batch, time_steps, heads, width / heads}).transpose(1, 2);
    };
    const at::Tensor exponentials = at::matmul(heads_of(0), heads_of(1).transpose(2, 3)).div(std::sqrt(double(width) / heads)).exp() * visible;
    const at::Tensor probabilities = exponentials / (exponentials.sum(3, true) + (1 - kept).unsqueeze(1));
    const at::Tensor mixed = at::matmul(probabilities, heads_of(2)).transpose(1, 2).reshape({batch, time_steps, width});
    const at::Tensor output = (at::matmul(mixed, weights.projection) + weights.projection_bias) * kept.unsqueeze(1);
    return {output, probabilities.mean(at::IntArrayRef({0, 1})).sum(0) / visible.sum(0)};
}

/// Probability that each index is among `count` ones drawn without replacement with P(j) ∝ weights[j], by going through all orders of drawing.
void add_inclusion(const std::vector<double>& weights, std::size_t count, std::vector<bool>& drawn, double probability,
                   std::vector<double>& inclusion) {
    if (count == 0) {
        for (std::size_t j = 0; j < weights.size(); ++j)
            inclusion[j] += drawn[j] ? probability : 0;
        return;
    }
    double left = 0;
    for (std::size_t j = 0; j < weights.size(); ++j)
        left += drawn[j] ? 0 : weights[j];
    for (std::size_t j = 0; j < weights.size(); ++j)
        if (!drawn[j]) {
            drawn[j] = true;
            add_inclusion(weights, count - 1, drawn, probability * weights[j] / left, inclusion);
            drawn[j] = false;
        }
}

std::vector<double> inclusion_of(const std::vector<double>& weights, std::size_t count) {
    std::vector<double> inclusion(weights.size());
    std::vector<bool> drawn(weights.size());
    add_inclusion(weights, count, drawn, 1, inclusion);
    return inclusion;
}

constexpr int many = 40000;

bool within_five_sigma(const std::vector<int>& counts, const std::vector<double>& expected) {
    return std::ranges::equal(counts, expected, [](int count, double p) {
        return std::abs(static_cast<double>(count) / many - p) <= 5 * std::sqrt(p * (1 - p) / many) + 1e-12;
    });
}

} // namespace

class DynamicTransformerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

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

    void the_enumeration_is_right_in_a_case_worked_by_hand() {
        // Weights 1, 2, 3 and two draws: P(0 is in) = 1/6 + 2/6·1/4 + 3/6·1/3 = 5/12; P(1) = 2/6 + 1/6·2/5 + 3/6·2/3 = 11/15; the rest of 2 is P(2).
        const std::vector<double> inclusion = inclusion_of({1, 2, 3}, 2);
        QVERIFY(std::abs(inclusion[0] - 5. / 12) < 1e-12 && std::abs(inclusion[1] - 11. / 15) < 1e-12);
        QVERIFY(std::abs(inclusion[2] - (2 - 5. / 12 - 11. / 15)) < 1e-12);
    }

    void weighted_draws_have_the_enumerated_inclusion_probabilities_data() {
        QTest::addColumn<std::vector<double>>("weights");
        QTest::addColumn<int>("count");
        QTest::newRow("two of four") << std::vector<double>{0.05, 0.2, 0.7, 1} << 2;
        QTest::newRow("three of five") << std::vector<double>{0.01, 1, 1, 0.3, 0.01} << 3;
        QTest::newRow("one of three") << std::vector<double>{1, 2, 3} << 1;
        QTest::newRow("equal weights") << std::vector<double>{1, 1, 1, 1} << 3;
        QTest::newRow("all") << std::vector<double>{0.5, 0.1} << 2;
        QTest::newRow("none") << std::vector<double>{0.5, 0.1} << 0;
    }

    void weighted_draws_have_the_enumerated_inclusion_probabilities() {
        QFETCH(std::vector<double>, weights);
        QFETCH(int, count);
        std::vector<int> counts(weights.size());
        std::mt19937_64 stream(21);
        for (int i = 0; i < many; ++i) {
            const std::vector<std::int64_t> drawn = sample_by_weight(stream, weights, count);
            QCOMPARE(static_cast<int>(drawn.size()), count);
            QVERIFY(std::ranges::is_sorted(drawn));
            for (const std::int64_t index : drawn)
                ++counts[static_cast<std::size_t>(index)];
        }
        QVERIFY(within_five_sigma(counts, inclusion_of(weights, static_cast<std::size_t>(count))));
    }

    void shared_positions_follow_their_scores() {
        const std::vector<double> scores = {0, 0.25, 1, 0.5, 0.75};
        std::vector<double> weights;
        for (const double score : scores)
            weights.push_back(0.01 + 0.99 * score);
        std::vector<int> counts(5), uniform_counts(5);
        std::mt19937_64 stream(22);
        for (int i = 0; i < many; ++i) {
            for (const std::int64_t position : draw_positions(5, 0.6, stream, scores)) // 2 of 5
                ++counts[static_cast<std::size_t>(position)];
            for (const std::int64_t position : draw_positions(5, 0.6, stream))
                ++uniform_counts[static_cast<std::size_t>(position)];
        }
        QVERIFY(within_five_sigma(counts, inclusion_of(weights, 2)));
        QVERIFY(counts[0] > 0);
        QVERIFY(within_five_sigma(uniform_counts, std::vector<double>(5, 0.4)));
    }

    void key_sets_hold_their_query_and_others_by_score() {
        const std::vector<double> scores = {0, 0.25, 1, 0.5, 0};
        std::vector<double> weights; // of the four positions before the last query
        for (std::size_t j = 0; j < 4; ++j)
            weights.push_back(0.01 + 0.99 * scores[j]);
        std::vector<double> expected = inclusion_of(weights, 2);
        expected.push_back(1);
        std::vector<int> counts(5);
        std::mt19937_64 stream(23);
        for (int i = 0; i < many; ++i) {
            const auto sets = draw_key_sets(5, 0.4, true, stream, scores); // 3 of 5 for the last query
            QCOMPARE(sets[4].size(), 3u);
            for (const std::int64_t key : sets[4])
                ++counts[static_cast<std::size_t>(key)];
        }
        QVERIFY(within_five_sigma(counts, expected));
    }

    void without_causality_key_sets_draw_among_all_others_by_score() {
        const std::vector<double> scores = {0, 0.25, 1, 0.5, 0};
        std::vector<double> others; // of query 1
        for (const std::size_t j : {0, 2, 3, 4})
            others.push_back(0.01 + 0.99 * scores[j]);
        std::vector<double> expected = inclusion_of(others, 2);
        expected.insert(expected.begin() + 1, 1);
        std::vector<int> counts(5);
        std::mt19937_64 stream(24);
        for (int i = 0; i < many; ++i) {
            const auto sets = draw_key_sets(5, 0.4, false, stream, scores);
            QCOMPARE(sets[1].size(), 3u);
            for (const std::int64_t key : sets[1])
                ++counts[static_cast<std::size_t>(key)];
        }
        QVERIFY(within_five_sigma(counts, expected));
    }

    void shared_attention_equals_the_dense_one_with_masks_data() {
        QTest::addColumn<std::vector<std::int64_t>>("positions");
        QTest::newRow("some") << std::vector<std::int64_t>{1, 2, 5, 8};
        QTest::newRow("one") << std::vector<std::int64_t>{3};
        QTest::newRow("all") << std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    }

    void shared_attention_equals_the_dense_one_with_masks() {
        QFETCH(std::vector<std::int64_t>, positions);
        at::manual_seed(7);
        const auto leaf = [](at::IntArrayRef shape) { return on_test_device(at::randn(shape, at::kDouble)).set_requires_grad(true); };
        const AttentionWeights weights{leaf({width, 3 * width}), leaf({3 * width}), leaf({width, width}), leaf({width})};
        const at::Tensor x = leaf({batch, time_steps, width});
        const at::Tensor direction = on_test_device(at::randn({batch, time_steps, width}, at::kDouble));
        const at::Tensor index = on_test_device(at::tensor(positions, at::TensorOptions(at::kLong)));

        at::Tensor received;
        const at::Tensor ours = shared_attention(x, weights, heads, index, {.causal = true}, &received);
        const Masked expected = zero_one_attention(x, weights, positions);
        QVERIFY(at::allclose(ours, expected.output, 1e-10, 1e-12));
        QVERIFY(at::allclose(received, expected.received.index_select(0, index), 1e-10, 1e-12));
        QVERIFY(!received.requires_grad());
        const std::vector<at::Tensor> inputs = {x, weights.qkv, weights.qkv_bias, weights.projection, weights.projection_bias};
        const auto our_gradients = torch::autograd::grad({(ours * direction).sum()}, inputs);
        const auto expected_gradients = torch::autograd::grad({(expected.output * direction).sum()}, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            QVERIFY2(at::allclose(our_gradients[i], expected_gradients[i], 1e-9, 1e-11), qPrintable(QString("input %1").arg(i)));
    }

    void attention_received_is_a_mean_over_the_queries_that_may_see_a_key() {
        // Equal keys make every softmax uniform. Sets {0}, {1}, {0, 2}: key 0 gets 1 and 1/2 from two queries, key 1 gets 1, key 2 gets 1/2.
        const auto zeros = [](at::IntArrayRef shape) { return at::zeros(shape, test_options(at::kDouble)); };
        const AttentionWeights weights{zeros({width, 3 * width}), zeros({3 * width}), zeros({width, width}), zeros({width})};
        const at::Tensor mask = key_set_mask({{0}, {1}, {0, 2}}, test_options(at::kDouble));
        at::Tensor received;
        attention(at::ones({batch, 3, width}, test_options(at::kDouble)), weights, heads, {.mask = mask}, &received);
        QVERIFY(at::allclose(received.cpu(), at::tensor({0.75, 1., 0.5}, at::kDouble), 1e-12, 1e-12));
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
        const auto leaf = [](at::IntArrayRef shape) { return on_test_device(at::randn(shape, at::kDouble)).set_requires_grad(true); };
        const AttentionWeights weights{leaf({width, 3 * width}), leaf({3 * width}), leaf({width, width}), leaf({width})};
        const at::Tensor x = leaf({batch, time_steps, width});
        const at::Tensor direction = on_test_device(at::randn({batch, time_steps, width}, at::kDouble));
        std::mt19937_64 stream(10);
        const auto sets = draw_key_sets(time_steps, dropout, causal, stream);

        const at::Tensor ours = attention(x, weights, heads, {.mask = key_set_mask(sets, test_options(at::kDouble))});
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
