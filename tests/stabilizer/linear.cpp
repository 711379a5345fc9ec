// SPDX-License-Identifier: GPL-3.0-or-later
// The linear map of floats against ATen's in double precision, forward and backward.
#include "core/stabilizer/linear.h"

#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QTest>

namespace overdamp {

class Linear : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void values_and_gradients_are_those_of_double_precision_data() {
        QTest::addColumn<bool>("transposed");
        QTest::addColumn<double>("scale");
        QTest::newRow("rows of weights") << false << 1.0;
        QTest::newRow("columns of weights") << true << 1.0;
        QTest::newRow("scaled") << false << 2.5;
    }

    void values_and_gradients_are_those_of_double_precision() {
        QFETCH(bool, transposed);
        QFETCH(double, scale);
        at::manual_seed(6);
        const at::Tensor x = at::randn({37, 20}), weight = transposed ? at::randn({45, 20}).t() : at::randn({20, 45}), bias = at::randn({45});
        const at::Tensor upstream = at::randn({37, 45});
        const auto run = [&](const at::TensorOptions& options) {
            const auto leaf = [&](const at::Tensor& values) { return values.detach().to(options).set_requires_grad(true); };
            const std::vector<at::Tensor> leaves = {leaf(x), leaf(weight), leaf(bias)};
            const at::Tensor y = linear(leaves[0], leaves[1], leaves[2], scale);
            y.backward(upstream.to(options));
            return std::vector<at::Tensor>{y.detach(), leaves[0].grad(), leaves[1].grad(), leaves[2].grad()};
        };
        const std::vector<at::Tensor> ours = run(test_options()), exact = run(at::kDouble);
        for (std::size_t i = 0; i < ours.size(); ++i)
            QVERIFY((ours[i].to(at::kCPU, at::kDouble) - exact[i]).abs().max().item<double>() < 1e-4);
    }

    void products_enter_what_is_there_already() {
        const at::Tensor a = on_test_device(at::randn({3, 5})), b = on_test_device(at::randn({5, 4}));
        at::Tensor out = at::ones({3, 4}, test_options());
        multiply_into(out, a, b, 2, 1);
        QVERIFY(out.allclose(1 + 2 * at::matmul(a, b), 1e-5, 1e-5));
        at::Tensor window = at::zeros({3, 8}, test_options()).narrow(1, 2, 4);
        multiply_into(window, a, b);
        QVERIFY(window.allclose(at::matmul(a, b), 1e-5, 1e-5));
    }

    void one_row_leaves_the_bias_as_it_is() {
        const at::NoGradGuard no_gradient;
        const at::Tensor bias = on_test_device(at::randn({4})), before = bias.clone();
        linear(on_test_device(at::randn({1, 3})), on_test_device(at::randn({3, 4})), bias);
        QVERIFY(bias.equal(before));
    }

    void products_of_nothing_are_zero() {
        at::Tensor out = at::ones({3, 4}, test_options());
        multiply_into(out, at::empty({3, 0}, test_options()), at::empty({0, 4}, test_options()));
        QVERIFY(out.eq(0).all().item<bool>());
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::Linear)
#include "linear.moc"
