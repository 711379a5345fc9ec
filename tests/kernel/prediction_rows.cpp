// SPDX-License-Identifier: GPL-3.0-or-later
// One row's loss, entropy and gradient against autograd in double precision.
#include "core/kernel/prediction_rows.h"

#include <ATen/ATen.h>
#include <QTest>
#include <vector>

namespace overdamp {

namespace {

at::Tensor row_of(int vocabulary, double spread) {
    at::manual_seed(5);
    return at::randn({vocabulary}) * spread;
}

} // namespace

class PredictionRowsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rows_agree_with_autograd_data() {
        QTest::addColumn<int>("vocabulary");
        QTest::addColumn<double>("spread");
        QTest::addColumn<double>("strength");
        QTest::newRow("plain") << 2000 << 1.0 << 0.0;
        QTest::newRow("with the law") << 2000 << 1.0 << 2.0;
        QTest::newRow("ragged and sharp") << 37 << 30.0 << 0.5;
        QTest::newRow("a large vocabulary") << 50304 << 3.0 << 1.0;
        QTest::newRow("one word") << 1 << 1.0 << 1.0;
    }

    void rows_agree_with_autograd() {
        QFETCH(int, vocabulary);
        QFETCH(double, spread);
        QFETCH(double, strength);
        const at::Tensor logits = row_of(vocabulary, spread);
        const std::int64_t target = vocabulary / 3;
        const double factor = 0.125;
        const at::Tensor exact = logits.to(at::kDouble).set_requires_grad(true);
        const at::Tensor log_p = at::log_softmax(exact, 0);
        const at::Tensor entropy = -(log_p.exp() * log_p).sum();
        const at::Tensor loss = -log_p[target];
        (factor * (loss + strength * entropy)).backward();

        at::Tensor gradient = logits.clone();
        std::vector<float> scratch(static_cast<std::size_t>(vocabulary));
        const std::span<float> row(gradient.data_ptr<float>(), scratch.size());
        const PredictedRow measured = measure_row(row, target);
        QVERIFY(gradient.equal(logits));
        const PredictedRow predicted = predict_row(row, target, static_cast<float>(factor), static_cast<float>(strength), scratch);
        QVERIFY(std::abs(predicted.loss - loss.item<double>()) < 1e-5 * (1 + loss.item<double>()));
        QVERIFY(std::abs(predicted.entropy - entropy.item<double>()) < 2e-5);
        QVERIFY(std::abs(measured.loss - predicted.loss) < 1e-5F * (1 + predicted.loss) && std::abs(measured.entropy - predicted.entropy) < 1e-5F);
        QVERIFY((gradient.to(at::kDouble) - exact.grad()).abs().max().item<double>() < 3e-6 * factor * (1 + 10 * strength));
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::PredictionRowsTest)
#include "prediction_rows.moc"
