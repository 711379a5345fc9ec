// SPDX-License-Identifier: GPL-3.0-or-later
// Two-dimensional counts, against points placed by hand.
#include "widgets/density.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace overdamp;

class DensityTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void points_are_counted_in_their_cells() {
        // Cells are 1 wide and 0.5 high.
        Density density({.x = {0, 4}, .y = {1, 2}, .columns = 4, .rows = 2});
        density.add(0.5, 1.2);
        density.add(0.9, 1.49);
        density.add(3.2, 1.7);
        QCOMPARE(density.count(0, 0), 2U);
        QCOMPARE(density.count(3, 1), 1U);
        QCOMPARE(density.count(0, 1), 0U);
        QCOMPARE(density.most(), 2U);
    }

    void cells_hold_their_lower_edges_and_the_last_ones_their_upper_edges_too() {
        Density density({.x = {0, 2}, .y = {0, 2}, .columns = 2, .rows = 2});
        density.add(0, 0);
        density.add(1, 0);
        density.add(2, 2);
        QCOMPARE(density.count(0, 0), 1U);
        QCOMPARE(density.count(1, 0), 1U);
        QCOMPARE(density.count(1, 1), 1U);
    }

    void points_outside_and_nan_are_not_counted() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        Density density({.x = {0, 1}, .y = {0, 1}, .columns = 1, .rows = 1});
        density.add(-0.01, 0.5);
        density.add(0.5, 1.01);
        density.add(nan, 0.5);
        density.add(0.5, nan);
        density.add(std::numeric_limits<double>::infinity(), 0.5);
        QCOMPARE(density.most(), 0U);
        QCOMPARE(density.count(0, 0), 0U);
    }

    void levels_are_logarithmic() {
        Density density({.x = {0, 1}, .y = {0, 1}, .columns = 1, .rows = 1});
        for (int visit = 0; visit < 15; ++visit)
            density.add(0.5, 0.5);
        // log(1 + n) / log(16): 0, 1/4, 1/2, 1 for n = 0, 1, 3, 15.
        QCOMPARE(density.level(0), 0.0);
        QVERIFY(std::abs(density.level(1) - 0.25) < 1e-12);
        QVERIFY(std::abs(density.level(3) - 0.5) < 1e-12);
        QVERIFY(std::abs(density.level(15) - 1) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(DensityTest)
#include "density.moc"
