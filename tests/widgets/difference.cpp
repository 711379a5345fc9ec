// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/difference.h"

#include <QTest>

using namespace overdamp;

class DifferenceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void common_steps_are_subtracted_as_they_come() {
        History run, twin;
        Difference difference(run, twin, *find_metric("train/loss"));
        QCOMPARE(difference.points().size(), 0u);
        for (std::int64_t step = 0; step < 5; ++step)
            if (step != 2) // the screen's copy of the run was thinned out
                run.append(StepRecord{.step = step, .loss = 5.0 + static_cast<double>(step)});
        for (std::int64_t step = 0; step < 8; ++step)
            twin.append(StepRecord{.step = step, .loss = 3});
        QCOMPARE(difference.points().size(), 4u);
        QCOMPARE(difference.points().x_at(2), 3.0);
        QCOMPARE(difference.points().y[2], 5.0);
        run.append(StepRecord{.step = 5, .loss = 4}); // the twin was there first
        QCOMPARE(difference.points().size(), 5u);
        QCOMPARE(difference.points().y[4], 1.0);
    }

    void a_run_that_went_back_is_subtracted_anew() {
        History run, twin;
        Difference difference(run, twin, *find_metric("train/loss"));
        for (std::int64_t step = 0; step < 5; ++step) {
            run.append(StepRecord{.step = step, .loss = 5});
            twin.append(StepRecord{.step = step, .loss = 3});
        }
        QCOMPARE(difference.points().size(), 5u);
        run.append(StepRecord{.step = 2, .loss = 9});
        QCOMPARE(difference.points().size(), 3u);
        QCOMPARE(difference.points().y[2], 6.0);
    }
};

QTEST_GUILESS_MAIN(DifferenceTest)
#include "difference.moc"
