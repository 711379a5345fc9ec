// SPDX-License-Identifier: GPL-3.0-or-later
// The fused block of floats against separate operations in double precision, forward and backward.
#include "core/stabilizer/perceptron.h"

#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QTest>

namespace overdamp {

class Perceptron : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void values_and_gradients_are_those_of_double_precision_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<QByteArray>("gelu");
        QTest::addColumn<double>("scale");
        QTest::addColumn<bool>("transposed");
        QTest::newRow("tanh, one block") << 20 << QByteArray("tanh") << 1.0 << false;
        QTest::newRow("tanh, ragged blocks") << 523 << QByteArray("tanh") << 1.0 << false;
        QTest::newRow("exact, weights the other way round") << 300 << QByteArray("none") << 1.0 << true;
        QTest::newRow("scaled") << 40 << QByteArray("tanh") << 2.0 << false;
        QTest::newRow("too many to keep") << 30000 << QByteArray("tanh") << 1.0 << false;
        QTest::newRow("one row") << 1 << QByteArray("tanh") << 1.0 << false;
    }

    void values_and_gradients_are_those_of_double_precision() {
        QFETCH(int, rows);
        QFETCH(QByteArray, gelu);
        QFETCH(double, scale);
        QFETCH(bool, transposed);
        constexpr int width = 24, hidden = 50;
        at::manual_seed(9);
        const auto matrix = [&](int from, int to) { return transposed ? at::randn({to, from}).t() : at::randn({from, to}); };
        const at::Tensor x = at::randn({rows, width}), upstream = at::randn({rows, width});
        const at::Tensor up = matrix(width, hidden), up_bias = at::randn({hidden}), down = matrix(hidden, width), down_bias = at::randn({width});
        const auto run = [&](const at::TensorOptions& options) {
            const auto leaf = [&](const at::Tensor& values) { return values.detach().to(options).set_requires_grad(true); };
            const FeedForwardWeights weights{leaf(up), leaf(up_bias), leaf(down), leaf(down_bias), gelu.constData()};
            const at::Tensor in = leaf(x);
            const at::Tensor y = perceptron(in, weights, scale);
            y.backward(upstream.to(options));
            return std::vector<at::Tensor>{
                y.detach(), in.grad(), weights.up.grad(), weights.up_bias.grad(), weights.down.grad(), weights.down_bias.grad()};
        };
        const std::vector<at::Tensor> ours = run(test_options()), exact = run(at::kDouble);
        for (std::size_t i = 0; i < ours.size(); ++i) {
            const double size = exact[i].abs().max().item<double>();
            QVERIFY((ours[i].to(at::kCPU, at::kDouble) - exact[i]).abs().max().item<double>() < 1e-5 * size);
        }
        const at::NoGradGuard no_gradient;
        const at::Tensor looked_at =
            perceptron(on_test_device(x),
                       {on_test_device(up), on_test_device(up_bias), on_test_device(down), on_test_device(down_bias), gelu.constData()}, scale);
        QVERIFY((looked_at.to(at::kCPU, at::kDouble) - exact[0]).abs().max().item<double>() < 3e-6 * exact[0].abs().max().item<double>());
    }

    void large_arguments_saturate() {
        const at::NoGradGuard no_gradient;
        const at::Tensor x = on_test_device(at::tensor({-1e4F, -40.0F, 0.0F, 40.0F, 1e4F})).unsqueeze(1);
        const at::Tensor one = at::ones({1, 1}, test_options()), zero = at::zeros({1}, test_options());
        const at::Tensor y = perceptron(x, {one, zero, one, zero}).squeeze(1).cpu();
        QVERIFY(y.isfinite().all().item<bool>());
        QVERIFY(y.allclose(at::tensor({0.0F, 0.0F, 0.0F, 40.0F, 1e4F})));
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::Perceptron)
#include "perceptron.moc"
