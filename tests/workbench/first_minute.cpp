// SPDX-License-Identifier: GPL-3.0-or-later
// The hints of the first minute say what was measured.
#include "app/workbench/first_minute.h"

#include <QTest>

using namespace overdamp;

namespace {

/// `quiet` steps without feedback at loss 4.5 ± 0.1, then `steered` steps at `loss` ± `wobble`.
History run_of(int quiet, int steered, double loss, double wobble) {
    History history;
    for (int i = 0; i < quiet + steered; ++i) {
        StepRecord record;
        record.step = i;
        const bool engaged = i >= quiet;
        record.strength = engaged ? 0.2 : 0;
        record.loss = (engaged ? loss : 4.5) + (i % 2 == 0 ? 1 : -1) * (engaged ? wobble : 0.1);
        history.append(record);
    }
    return history;
}

QString hint(RunState state, const History& history) { return first_minute_hint(state, history); }

} // namespace

class FirstMinuteTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_hints_lead_from_space_to_alpha_to_the_samples();
    void the_shift_is_measured_around_the_first_engagement();
    void smooth_is_said_only_of_a_smooth_loss();
    void a_loss_that_did_not_rise_is_not_said_to_have_risen();
};

void FirstMinuteTest::the_hints_lead_from_space_to_alpha_to_the_samples() {
    QVERIFY(hint(RunState::ready, {}).contains(QStringLiteral("Press Space")));
    QVERIFY(!hint(RunState::running, run_of(20, 0, 0, 0)).contains(QStringLiteral("0.2")));
    QVERIFY(hint(RunState::running, run_of(200, 0, 0, 0)).contains(QStringLiteral("drag α")));
    QVERIFY(hint(RunState::running, run_of(200, 20, 7, 0.1)).contains(QStringLiteral("in force")));
    QCOMPARE(hint(RunState::running, run_of(200, 200, 6.8, 0.1)), QStringLiteral("Read the samples: the loss rose by 2.3 nats and is smooth again."));
    QCOMPARE(hint(RunState::failed, {}), QString());
}

void FirstMinuteTest::the_shift_is_measured_around_the_first_engagement() {
    QVERIFY(!loss_shift(run_of(200, 100, 7, 0.1)));
    QVERIFY(!loss_shift(run_of(10, 400, 7, 0.1)));
    const auto shift = loss_shift(run_of(200, 200, 6.8, 0.2));
    QVERIFY(shift);
    QVERIFY(std::abs(shift->rise - 2.3) < 1e-9);
    QVERIFY(std::abs(shift->roughness_before - 0.2) < 1e-9);
    QVERIFY(std::abs(shift->roughness_after - 0.4) < 1e-9);
}

void FirstMinuteTest::smooth_is_said_only_of_a_smooth_loss() {
    const QString rough = hint(RunState::running, run_of(200, 200, 6.8, 0.2));
    QVERIFY(!rough.contains(QStringLiteral("smooth")));
    QVERIFY(rough.contains(QStringLiteral("2.0 times as rough")));
}

void FirstMinuteTest::a_loss_that_did_not_rise_is_not_said_to_have_risen() {
    QVERIFY(!hint(RunState::running, run_of(200, 200, 4.2, 0.1)).contains(QStringLiteral("rose")));
}

QTEST_GUILESS_MAIN(FirstMinuteTest)
#include "first_minute.moc"
