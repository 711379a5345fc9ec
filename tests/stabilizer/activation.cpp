// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/activation.h"

#include <ATen/ATen.h>
#include <QTest>

namespace overdamp {

class Activation : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void values_and_slopes_are_autograd_s_in_double_precision() {
        const at::Tensor x = at::cat({at::linspace(-12, 12, 2003), at::tensor({-1e4F, -40.0F, 40.0F, 1e4F, 0.0F})}).set_requires_grad(true);
        const at::Tensor exact = x.detach().to(at::kDouble).set_requires_grad(true);
        const at::Tensor upstream = at::linspace(-1, 2, x.size(0));
        const at::Tensor ours = activation(x, "tanh"), expected = at::gelu(exact, "tanh");
        ours.backward(upstream);
        expected.backward(upstream.to(at::kDouble));
        QVERIFY((ours.to(at::kDouble) - expected).abs().max().item<double>() < 1e-5);
        QVERIFY(((ours.to(at::kDouble) - expected).abs() / (expected.abs() + 1e-3)).max().item<double>() < 2e-5);
        QVERIFY((x.grad().to(at::kDouble) - exact.grad()).abs().max().item<double>() < 2e-6);
    }

    void the_exact_form_is_left_to_the_library() {
        const at::Tensor x = at::linspace(-3, 3, 50);
        QVERIFY(activation(x, "none").equal(at::gelu(x, "none")));
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::Activation)
#include "activation.moc"
