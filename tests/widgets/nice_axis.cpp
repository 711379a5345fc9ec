// SPDX-License-Identifier: GPL-3.0-or-later
// Axis ranges and ticks, against cases worked out by hand.
#include "widgets/nice_axis.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace overdamp;

namespace {

bool close(const std::vector<double>& found, const std::vector<double>& expected) {
    if (found.size() != expected.size())
        return false;
    for (std::size_t index = 0; index < found.size(); ++index)
        if (std::abs(found[index] - expected[index]) > 1e-9 * std::max(1.0, std::abs(expected[index])))
            return false;
    return true;
}

} // namespace

class NiceAxis : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ceilings_are_one_two_two_and_a_half_or_five() {
        QCOMPARE(nice_ceiling(1), 1.0);
        QCOMPARE(nice_ceiling(1.2), 2.0);
        QCOMPARE(nice_ceiling(21), 25.0);
        QCOMPARE(nice_ceiling(0.3), 0.5);
        QCOMPARE(nice_ceiling(7), 10.0);
    }

    void ticks_are_round_numbers_inside_the_range() {
        QVERIFY(close(nice_ticks({0, 1}, 6), {0, 0.2, 0.4, 0.6, 0.8, 1}));
        QVERIFY(close(nice_ticks({0.3, 9.7}, 6), {2, 4, 6, 8}));
        QVERIFY(close(nice_ticks({-1, 1}, 3), {-1, 0, 1}));
        QVERIFY(nice_ticks({5, 5}, 6).empty());
    }

    void there_are_never_more_ticks_than_asked_for() {
        for (int at_most = 2; at_most <= 6; ++at_most)
            for (double span = 0.001; span < 1e7; span *= 1.7)
                for (const double low : {-0.37 * span, 0.0, 12.34 * span}) {
                    const std::vector<double> ticks = nice_ticks({low, low + span}, at_most);
                    QVERIFY(static_cast<int>(ticks.size()) <= at_most);
                    QVERIFY(!ticks.empty());
                    QVERIFY(ticks.front() >= low - 1e-9 * span && ticks.back() <= low + span * (1 + 1e-9));
                }
    }

    void logarithmic_ticks_get_finer_as_the_range_gets_shorter() {
        QVERIFY(close(nice_ticks({1, 1e5}, 6, Scale::logarithmic), {1, 10, 100, 1e3, 1e4, 1e5}));
        QVERIFY(close(nice_ticks({0.1, 10}, 6, Scale::logarithmic), {0.1, 0.3, 1, 3, 10}));
        QVERIFY(close(nice_ticks({1, 10}, 6, Scale::logarithmic), {1, 2, 5, 10}));
        QVERIFY(nice_ticks({1e-9, 1e9}, 6, Scale::logarithmic).size() <= 6);
        QVERIFY(nice_ticks({3, 4}, 6, Scale::logarithmic).size() >= 2);
    }

    void a_range_is_rounded_outwards() {
        // 5 % padding of 1…9 gives 0.6…9.4; 1 is below a quarter of 9, so it starts at 0; 9.4 / 10 asks for steps of 1.
        QCOMPARE(grow(std::nullopt, {1, 9}), (Range{0, 10}));
        // −0.05…1.05 in steps of 0.2.
        const Range range = grow(std::nullopt, {-1e-9, 1});
        QVERIFY(std::abs(range.low + 0.2) < 1e-12 && std::abs(range.high - 1.2) < 1e-12);
        QCOMPARE(grow(std::nullopt, {0, 4999}, Scale::linear, 0, 5), (Range{0, 5000}));
    }

    void a_range_stays_while_data_fit_and_fill_it() {
        const Range shown{0, 10};
        QCOMPARE(grow(shown, {0.5, 4.6}), shown);
        QCOMPARE(grow(shown, {0.5, 9.99}), shown);
        QVERIFY(grow(shown, {0.5, 10.1}) != shown);
        QVERIFY(grow(shown, {0.5, 1.5}) != shown);
    }

    void a_growing_series_moves_its_axis_seldom() {
        std::optional<Range> shown;
        int changes = 0;
        for (int step = 1; step <= 100000; ++step) {
            const Range next = grow(shown, {0, static_cast<double>(step)}, Scale::linear, 0, 5);
            QVERIFY(next.contains(Range{0, static_cast<double>(step)}));
            changes += shown != next;
            shown = next;
        }
        // Five decades, and at most ten steps in each.
        QVERIFY2(changes <= 50, qPrintable(QString::number(changes)));
    }

    void constant_data_get_a_range_around_them() {
        QVERIFY(grow(std::nullopt, {3, 3}).contains(3.0));
        QVERIFY(grow(std::nullopt, {3, 3}).span() > 0);
        QVERIFY(grow(std::nullopt, {0, 0}).span() > 0);
        QVERIFY(grow(std::nullopt, {-2, -2}).contains(-2.0));
    }

    void a_logarithmic_range_ends_at_one_two_or_five() {
        QCOMPARE(grow(std::nullopt, {0.3, 42}, Scale::logarithmic), (Range{0.2, 50}));
        QVERIFY(grow(std::nullopt, {1, 1}, Scale::logarithmic).span() > 0);
    }
};

QTEST_GUILESS_MAIN(NiceAxis)
#include "nice_axis.moc"
