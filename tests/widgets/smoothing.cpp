// SPDX-License-Identifier: GPL-3.0-or-later
// Moving averages, against sums worked out by hand.
#include "widgets/smoothing.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace overdamp;

class SmoothingTest : public QObject {
    Q_OBJECT

    std::vector<std::int64_t> steps_{0, 1, 2, 3};

    Points points(const std::vector<double>& values) const {
        return {std::span<const std::int64_t>(steps_).first(values.size()), values};
    }

  private Q_SLOTS:
    void averages_start_at_the_first_value() {
        Smoothing smoothing;
        const std::vector<double> values{8, 0, 4, 4};
        const auto averages = smoothing.update(points(values), 0.5);
        // 8; 0.5·8 + 0.5·0; 0.5·4 + 0.5·4; the same.
        QCOMPARE(std::vector<double>(averages.begin(), averages.end()), (std::vector<double>{8, 4, 4, 4}));
    }

    void growing_columns_are_continued() {
        Smoothing smoothing;
        smoothing.update(points({8, 0}), 0.5);
        const std::vector<double> values{8, 0, 2};
        QCOMPARE(smoothing.update(points(values), 0.5)[2], 3.0);
    }

    void rewritten_columns_are_averaged_anew() {
        Smoothing smoothing;
        smoothing.update(points({8, 0}), 0.5);
        const std::vector<double> values{2, 4, 4};
        QCOMPARE(smoothing.update(points(values), 0.5)[1], 3.0);
        QCOMPARE(smoothing.update(points(values), 0.75)[1], 3.0); // after one value the weight is min(0.75, 1/2)
        QCOMPARE(smoothing.update(points({6}), 0.75).size(), std::size_t(1));
    }

    void values_that_are_not_finite_do_not_spread() {
        Smoothing smoothing;
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<double> values{nan, 6, nan, 2};
        const auto averages = smoothing.update(points(values), 0.5);
        QVERIFY(std::isnan(averages[0]) && std::isnan(averages[2]));
        QCOMPARE(averages[1], 6.0);
        QCOMPARE(averages[3], 4.0);
    }
};

QTEST_GUILESS_MAIN(SmoothingTest)
#include "smoothing.moc"
