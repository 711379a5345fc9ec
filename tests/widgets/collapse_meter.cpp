// SPDX-License-Identifier: GPL-3.0-or-later
// The collapse meter compares with the run's own level before the feedback was in force.
#include "widgets/collapse_meter.h"

#include <QTest>

using namespace overdamp;

namespace {

/// Evaluations every 10 steps with the share as given; the feedback is in force from step `engaged` up to `released`.
History run_of(const std::vector<double>& shares, std::int64_t engaged, std::int64_t released = 1 << 20) {
    History history;
    for (std::int64_t step = 0; step < static_cast<std::int64_t>(shares.size()) * 10; ++step) {
        if (step % 10 == 0) {
            EvaluationRecord evaluation;
            evaluation.step = step;
            evaluation.hf_share_top10 = shares[static_cast<std::size_t>(step / 10)];
            evaluation.predictive_entropy = 5 - evaluation.hf_share_top10 / 25;
            evaluation.distinct_2 = 1 - evaluation.hf_share_top10 / 100;
            history.append(evaluation);
        }
        StepRecord record;
        record.step = step;
        record.strength = step >= engaged && step < released ? 0.2 : 0;
        history.append(record);
    }
    return history;
}

} // namespace

class CollapseMeterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void an_empty_run_has_no_levels();
    void the_baseline_is_the_last_untouched_evaluation();
    void without_feedback_the_baseline_follows();
    void feedback_from_the_first_step_leaves_no_baseline();
    void switching_the_feedback_off_does_not_move_the_baseline();
    void the_meter_says_its_levels_aloud();
};

void CollapseMeterTest::an_empty_run_has_no_levels() {
    const CollapseLevels levels = collapse_levels({});
    QVERIFY(!levels.now);
    QVERIFY(!levels.baseline);
}

void CollapseMeterTest::the_baseline_is_the_last_untouched_evaluation() {
    // The evaluation at step 20 shows the parameters before step 20, which is the first that is steered.
    const CollapseLevels levels = collapse_levels(run_of({25, 27, 29, 60, 95}, 20));
    QCOMPARE(levels.now->step, std::int64_t{40});
    QCOMPARE(levels.now->share, 95.0);
    QCOMPARE(levels.baseline->step, std::int64_t{20});
    QCOMPARE(levels.baseline->share, 29.0);
    QCOMPARE(levels.largest_entropy, 4.0);
}

void CollapseMeterTest::without_feedback_the_baseline_follows() {
    const CollapseLevels levels = collapse_levels(run_of({25, 27, 29}, 1 << 20));
    QCOMPARE(levels.baseline->share, 29.0);
}

void CollapseMeterTest::feedback_from_the_first_step_leaves_no_baseline() {
    QVERIFY(!collapse_levels(run_of({1, 80, 90}, 0)).baseline);
}

void CollapseMeterTest::switching_the_feedback_off_does_not_move_the_baseline() {
    QCOMPARE(collapse_levels(run_of({25, 29, 80, 95, 70}, 15, 35)).baseline->share, 29.0);
}

void CollapseMeterTest::the_meter_says_its_levels_aloud() {
    CollapseMeter meter;
    meter.set_levels(collapse_levels(run_of({25, 29, 80}, 15)));
    QVERIFY(meter.accessibleDescription().contains(QStringLiteral("80 percent")));
    QVERIFY(meter.accessibleDescription().contains(QStringLiteral("1.80 nats")));
}

QTEST_MAIN(CollapseMeterTest)
#include "collapse_meter.moc"
