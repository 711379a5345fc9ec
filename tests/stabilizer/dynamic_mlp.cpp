// SPDX-License-Identifier: GPL-3.0-or-later
// DMU against explicit 0/1 masks over the dense computation, forward and backward.
#include "core/stabilizer/dynamic_mlp.h"

#include "core/settings/random_stream.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

constexpr std::int64_t width = 12, hidden = 48, rows = 9;

FeedForwardWeights random_weights() {
    at::manual_seed(5);
    const auto leaf = [](at::IntArrayRef shape) { return on_test_device(at::randn(shape, at::kDouble)).set_requires_grad(true); };
    return {leaf({width, hidden}), leaf({hidden}), leaf({hidden, width}), leaf({width})};
}

at::Tensor ones_at(const std::vector<std::int64_t>& kept, std::int64_t bound) {
    at::Tensor mask = at::zeros({bound}, at::kDouble);
    for (const std::int64_t node : kept)
        mask[node] = 1;
    return on_test_device(mask);
}

at::Tensor tanh_gelu(const at::Tensor& u) { return 0.5 * u * (1 + at::tanh(std::sqrt(2 / M_PI) * (u + 0.044715 * u.pow(3)))); }

/// The definition: every mask a 0/1 vector, everything computed.
at::Tensor dense_reference(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask& mask) {
    if (mask.up_edges) {
        const auto zero_one = [&](const at::Tensor& kept) { return kept.to(test_options(at::kDouble)) * mask.scale; };
        const at::Tensor u = at::matmul(x, weights.up * zero_one(mask.up_edges->weight)) + weights.up_bias * zero_one(mask.up_edges->bias);
        return at::matmul(tanh_gelu(u), weights.down * zero_one(mask.down_edges->weight)) + weights.down_bias * zero_one(mask.down_edges->bias);
    }
    const at::Tensor up_in = ones_at(mask.up.inputs, width) * mask.scale, up_out = ones_at(mask.up.outputs, hidden);
    const at::Tensor down_in = ones_at(mask.down.inputs, hidden) * mask.scale, down_out = ones_at(mask.down.outputs, width);
    const at::Tensor u = at::matmul(x * up_in, weights.up) + weights.up_bias;
    return down_out * (at::matmul(down_in * (up_out * tanh_gelu(u)), weights.down) + weights.down_bias);
}

} // namespace

class DynamicMlpTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void masked_computation_equals_the_dense_one_with_masks_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<double>("dropout");
        QTest::addColumn<bool>("rescale");
        for (const auto& [name, mode] : {std::pair{"node_fix", DmuMode::node_fix},
                                         {"node_prob", DmuMode::node_prob},
                                         {"bernoulli", DmuMode::bernoulli},
                                         {"edge_prob", DmuMode::edge_prob},
                                         {"edge_fix", DmuMode::edge_fix}})
            for (const double dropout : {0.05, 0.3, 0.5, 0.95})
                for (const bool rescale : {false, true})
                    QTest::addRow("%s dropout %g rescale %d", name, dropout, rescale) << static_cast<int>(mode) << dropout << rescale;
    }

    void masked_computation_equals_the_dense_one_with_masks() {
        QFETCH(int, mode);
        QFETCH(double, dropout);
        QFETCH(bool, rescale);
        std::mt19937_64 stream(17);
        const FeedForwardMask mask = draw_feed_forward_mask(static_cast<DmuMode>(mode), dropout, rescale, width, hidden, stream);
        const FeedForwardWeights weights = random_weights();
        const at::Tensor x = on_test_device(at::randn({rows, width}, at::kDouble)).set_requires_grad(true);
        const at::Tensor direction = on_test_device(at::randn({rows, width}, at::kDouble));
        const std::vector<at::Tensor> inputs = {x, weights.up, weights.up_bias, weights.down, weights.down_bias};

        const at::Tensor ours = masked_feed_forward(x, weights, mask), expected = dense_reference(x, weights, mask);
        QVERIFY(at::allclose(ours, expected, 1e-10, 1e-12));
        const auto our_gradients = torch::autograd::grad({(ours * direction).sum()}, inputs);
        const auto expected_gradients = torch::autograd::grad({(expected * direction).sum()}, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            QVERIFY2(at::allclose(our_gradients[i], expected_gradients[i], 1e-10, 1e-12), qPrintable(QString("input %1").arg(i)));
    }

    void node_fix_keeps_exact_counts() {
        std::mt19937_64 stream(1);
        // keep 0.7: ⌊8.4⌋ = 8 of 12 and ⌊33.6⌋ = 33 of 48; keep 0.9 of 10 is 9 although 1 − 0.1 is below 0.9 in binary.
        const FeedForwardMask mask = draw_feed_forward_mask(DmuMode::node_fix, 0.3, false, 12, 48, stream);
        QCOMPARE(mask.up.inputs.size(), 8u);
        QCOMPARE(mask.up.outputs.size(), 33u);
        QCOMPARE(mask.down.inputs.size(), 33u);
        QCOMPARE(mask.down.outputs.size(), 8u);
        QCOMPARE(draw_feed_forward_mask(DmuMode::node_fix, 0.1, false, 10, 10, stream).up.inputs.size(), 9u);
    }

    void every_node_is_kept_equally_often_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<double>("expected");
        QTest::newRow("node_fix") << static_cast<int>(DmuMode::node_fix) << std::floor(0.7 * 12) / 12;
        QTest::newRow("node_prob") << static_cast<int>(DmuMode::node_prob) << 0.7;
    }

    void every_node_is_kept_equally_often() {
        QFETCH(int, mode);
        QFETCH(double, expected);
        constexpr int draws = 20000;
        std::vector<int> kept(width);
        std::mt19937_64 stream(2);
        for (int i = 0; i < draws; ++i) {
            const FeedForwardMask mask = draw_feed_forward_mask(static_cast<DmuMode>(mode), 0.3, false, width, hidden, stream);
            for (const std::int64_t node : mask.up.inputs)
                ++kept[static_cast<std::size_t>(node)];
        }
        const double five_sigma = 5 * std::sqrt(expected * (1 - expected) / draws);
        for (const int count : kept)
            QVERIFY2(std::abs(static_cast<double>(count) / draws - expected) < five_sigma, qPrintable(QString::number(count)));
    }

    void edge_fix_keeps_exact_counts() {
        std::mt19937_64 stream(1);
        // keep 0.7: ⌊403.2⌋ = 403 of 12·48 weights, ⌊33.6⌋ = 33 of 48 biases up and ⌊8.4⌋ = 8 of 12 biases down.
        const FeedForwardMask mask = draw_feed_forward_mask(DmuMode::edge_fix, 0.3, false, 12, 48, stream);
        QCOMPARE(mask.up_edges->weight.sizes(), at::IntArrayRef({12, 48}));
        QCOMPARE(mask.down_edges->weight.sizes(), at::IntArrayRef({48, 12}));
        QCOMPARE(mask.up_edges->weight.sum().item<std::int64_t>(), 403);
        QCOMPARE(mask.down_edges->weight.sum().item<std::int64_t>(), 403);
        QCOMPARE(mask.up_edges->bias.sum().item<std::int64_t>(), 33);
        QCOMPARE(mask.down_edges->bias.sum().item<std::int64_t>(), 8);
        QCOMPARE(draw_feed_forward_mask(DmuMode::edge_fix, 0.1, false, 10, 10, stream).up_edges->weight.sum().item<std::int64_t>(), 90);
        QCOMPARE(kept_hidden(mask).size(), static_cast<std::size_t>(hidden));
    }

    void every_edge_is_kept_equally_often_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<double>("weight");
        QTest::addColumn<double>("bias");
        QTest::newRow("edge_fix") << static_cast<int>(DmuMode::edge_fix) << 403. / 576 << 33. / 48;
        QTest::newRow("edge_prob") << static_cast<int>(DmuMode::edge_prob) << 0.7 << 0.7;
    }

    void every_edge_is_kept_equally_often() {
        QFETCH(int, mode);
        QFETCH(double, weight);
        QFETCH(double, bias);
        constexpr int draws = 5000;
        at::Tensor weights = at::zeros({width, hidden}, at::kLong), biases = at::zeros({hidden}, at::kLong), counts = at::zeros({draws}, at::kLong);
        std::mt19937_64 stream(3);
        for (int i = 0; i < draws; ++i) {
            const FeedForwardMask mask = draw_feed_forward_mask(static_cast<DmuMode>(mode), 0.3, false, width, hidden, stream);
            weights += mask.up_edges->weight;
            biases += mask.up_edges->bias;
            counts[i] = mask.up_edges->weight.sum();
        }
        const auto within_five_sigma = [&](const at::Tensor& kept, double expected) {
            const at::Tensor distance = (kept.to(at::kDouble) / draws - expected).abs();
            return distance.max().item<double>() < 5 * std::sqrt(expected * (1 - expected) / draws);
        };
        QVERIFY(within_five_sigma(weights, weight));
        QVERIFY(within_five_sigma(biases, bias));
        QCOMPARE(counts.min().item<std::int64_t>() == counts.max().item<std::int64_t>(), static_cast<DmuMode>(mode) == DmuMode::edge_fix);
    }

    void bernoulli_masks_inputs_only() {
        std::mt19937_64 stream(4);
        const FeedForwardMask mask = draw_feed_forward_mask(DmuMode::bernoulli, 0.5, false, width, hidden, stream);
        QCOMPARE(mask.up.outputs.size(), static_cast<std::size_t>(hidden));
        QCOMPARE(mask.down.outputs.size(), static_cast<std::size_t>(width));
        QVERIFY(mask.down.inputs.size() < static_cast<std::size_t>(hidden));
    }

    void complement_lists_what_is_not_kept() { QCOMPARE(complement({0, 2, 5}, 6), (std::vector<std::int64_t>{1, 3, 4})); }
};

QTEST_GUILESS_MAIN(DynamicMlpTest)
#include "dynamic_mlp.moc"
