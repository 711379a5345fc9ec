// SPDX-License-Identifier: GPL-3.0-or-later
// PSU's rule and history against hand computation.
#include "core/stabilizer/selective_update.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

class SelectiveUpdate : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_rule_is_the_arctangent_of_accuracy_over_complexity() {
        QVERIFY(std::abs(rule_scale(1, 1) - 0.5) < 1e-15);              // arctan 1 = π/4
        QVERIFY(std::abs(rule_scale(std::sqrt(3), 1) - 2. / 3) < 1e-15); // arctan √3 = π/3
        QVERIFY(std::abs(rule_scale(0.5, 0.5 * std::sqrt(3)) - 1. / 3) < 1e-15);
        QCOMPARE(rule_scale(0, 0.7), 0.0);
        QVERIFY(rule_scale(1, 1e-9) < 1 && rule_scale(1, 1e-9) > 0.999);
    }

    void accuracy_refers_to_the_largest_norm_so_far() {
        TrainingHistory history;
        QCOMPARE(history.observe(0, 1).accuracy, 0.0);
        QCOMPARE(history.observe(2, 1).accuracy, 1.0);
        QCOMPARE(history.observe(0.5, 1).accuracy, 0.25);
        QCOMPARE(history.observe(4, 1).accuracy, 1.0);
        QCOMPARE(history.observe(1, 1).accuracy, 0.25);
        QCOMPARE(history.largest_gradient, 4.0);
    }

    void loss_dynamics_refer_to_the_losses_before() {
        TrainingHistory history;
        const BatchDynamics first = history.observe(1, 5);
        QVERIFY(first.loss_above_mean == 0 && first.mean_loss_change == 0);
        const BatchDynamics second = history.observe(1, 4);
        QVERIFY(std::abs(second.loss_above_mean + 1) < 1e-12 && std::abs(second.mean_loss_change - 0.05) < 1e-12);
        // Means now 0.95·5 + 0.05·4 = 4.95 and 0.05; the loss rises by 2.
        const BatchDynamics third = history.observe(1, 6);
        QVERIFY(std::abs(third.loss_above_mean - 1.05) < 1e-12);
        QVERIFY(std::abs(third.mean_loss_change - (0.95 * 0.05 + 0.05 * 2)) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(SelectiveUpdate)
#include "selective_update.moc"
