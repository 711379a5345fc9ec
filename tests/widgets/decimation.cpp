// SPDX-License-Identifier: GPL-3.0-or-later
// What decimation keeps and what it leaves out, and that growing columns give the same as whole ones.
#include "widgets/decimation.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

using namespace overdamp;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Columns {
    std::vector<std::int64_t> x;
    std::vector<double> y;

    Points points() const { return {std::span<const std::int64_t>(x), y}; }
    Points first(std::size_t count) const { return {std::span<const std::int64_t>(x).first(count), std::span<const double>(y).first(count)}; }
};

Columns noise(std::size_t count) {
    Columns columns{std::vector<std::int64_t>(count), std::vector<double>(count)};
    std::iota(columns.x.begin(), columns.x.end(), 0);
    std::mt19937 generator(7);
    std::normal_distribution<double> normal;
    for (double& value : columns.y)
        value = normal(generator);
    return columns;
}

} // namespace

class DecimationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void few_points_are_all_kept() {
        const Columns columns{{0, 5, 6}, {1, 2, 3}};
        const std::vector<Point> expected{{0, 1}, {5, 2}, {6, 3}};
        QVERIFY(decimate(columns.points(), {.x = {0, 10}, .columns = 10}) == expected);
    }

    void one_point_on_either_side_of_the_view_is_kept() {
        const Columns columns{{0, 1, 2, 3, 4, 5}, {10, 11, 12, 13, 14, 15}};
        const std::vector<Point> expected{{1, 11}, {2, 12}, {3, 13}, {4, 14}};
        QVERIFY(decimate(columns.points(), {.x = {2, 3}, .columns = 10}) == expected);
    }

    void lowest_and_highest_of_each_pixel_column_are_kept_in_their_order() {
        // Two columns of five points, 0…4 and 5…10 (the last holds its right edge).
        const Columns columns{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {3, 9, 4, -1, 5, 2, 2, 7, 1, 6, 8}};
        const std::vector<Point> expected{{1, 9}, {3, -1}, {8, 1}, {10, 8}};
        QVERIFY(decimate(columns.points(), {.x = {0, 10}, .columns = 2}) == expected);
    }

    void a_single_spike_survives_a_million_points() {
        Columns columns = noise(1000000);
        columns.y[654321] = 99;
        columns.y[123456] = -99;
        const std::vector<Point> kept = decimate(columns.points(), {.x = {0, 1e6}, .columns = 500});
        QVERIFY(kept.size() <= 1002);
        QVERIFY(std::find(kept.begin(), kept.end(), Point{654321, 99}) != kept.end());
        QVERIFY(std::find(kept.begin(), kept.end(), Point{123456, -99}) != kept.end());
        QVERIFY(std::is_sorted(kept.begin(), kept.end(), [](const Point& a, const Point& b) { return a.x < b.x; }));
    }

    void values_that_are_not_finite_are_left_out() {
        const Columns columns{{0, 1, 2, 3, 4}, {not_a_number, 1, infinity, -infinity, 2}};
        const std::vector<Point> expected{{1, 1}, {4, 2}};
        QVERIFY(decimate(columns.points(), {.x = {0, 4}, .columns = 10}) == expected);
        QVERIFY(decimate(columns.points(), {.x = {0, 4}, .columns = 1}) == expected);
    }

    void a_logarithmic_axis_leaves_out_what_it_cannot_show() {
        const Columns columns{{0, 1, 2, 3, 4, 5}, {5, 0, -3, 1e-3, 7, 2}};
        const std::vector<Point> on_y{{0, 5}, {3, 1e-3}, {4, 7}, {5, 2}};
        QVERIFY(decimate(columns.points(), {.x = {0, 5}, .columns = 10, .y_scale = Scale::logarithmic}) == on_y);
        const std::vector<Point> thinned{{3, 1e-3}, {4, 7}};
        QVERIFY(decimate(columns.points(), {.x = {0, 5}, .columns = 1, .y_scale = Scale::logarithmic}) == thinned);
        const std::vector<Point> kept = decimate(columns.points(), {.x = {1, 5}, .columns = 10, .x_scale = Scale::logarithmic});
        QCOMPARE(kept.front(), (Point{1, 0}));
    }

    void columns_are_equally_wide_on_a_logarithmic_axis() {
        // Two decades, two columns: 1…9 and 10…100.
        Columns columns{std::vector<std::int64_t>(100), std::vector<double>(100)};
        std::iota(columns.x.begin(), columns.x.end(), 1);
        std::iota(columns.y.begin(), columns.y.end(), 1);
        const std::vector<Point> expected{{1, 1}, {9, 9}, {10, 10}, {100, 100}};
        QVERIFY(decimate(columns.points(), {.x = {1, 100}, .columns = 2, .x_scale = Scale::logarithmic}) == expected);
    }

    void columns_that_grow_give_the_same_as_whole_ones() {
        const Columns columns = noise(20000);
        const View view{.x = {0, 25000}, .columns = 100};
        Decimation growing;
        for (std::size_t count = 0; count <= 20000; count += 137)
            QVERIFY(growing.update(columns.first(count), view) == decimate(columns.first(count), view));
        const View zoomed{.x = {3000.5, 9000.5}, .columns = 64};
        QVERIFY(growing.update(columns.points(), zoomed) == decimate(columns.points(), zoomed));
    }

    void known_extremes_are_those_of_looking_at_every_point() {
        Columns columns = noise(40000);
        for (std::size_t index = 0; index < columns.y.size(); index += 7)
            columns.y[index] = index % 3 == 0 ? not_a_number : std::round(columns.y[index]);
        for (const double floor : {0.0, -infinity}) {
            Extremes extremes(floor);
            extremes.update(columns.first(1000));
            extremes.update(columns.points());
            std::mt19937 generator(11);
            std::uniform_int_distribution<std::size_t> place(0, columns.y.size());
            for (int trial = 0; trial < 300; ++trial) {
                const auto [begin, end] = std::minmax(place(generator), place(generator));
                std::uint32_t lowest = Extremes::nowhere, highest = Extremes::nowhere, hidden = 0;
                for (auto index = static_cast<std::uint32_t>(begin); index < end; ++index) {
                    const double value = columns.y[index];
                    hidden += std::isfinite(value) && value <= floor ? 1 : 0;
                    if (!std::isfinite(value) || value <= floor)
                        continue;
                    lowest = lowest == Extremes::nowhere || value < columns.y[lowest] ? index : lowest;
                    highest = highest == Extremes::nowhere || value > columns.y[highest] ? index : highest;
                }
                const Extremes::Found found = extremes.find(columns.points(), begin, end);
                QCOMPARE(found.lowest, lowest);
                QCOMPARE(found.highest, highest);
                QCOMPARE(found.hidden, hidden);
            }
        }
    }

    void values_that_a_logarithmic_axis_cannot_show_are_counted() {
        Columns columns = noise(3000);
        const auto hidden = static_cast<std::size_t>(std::ranges::count_if(columns.y, [](double value) { return value <= 0; }));
        Decimation decimation;
        decimation.update(columns.points(), {.x = {0, 3000}, .columns = 100, .y_scale = Scale::logarithmic});
        QCOMPARE(decimation.hidden(), hidden);
        decimation.update(columns.points(), {.x = {0, 3000}, .columns = 3000, .y_scale = Scale::logarithmic});
        QCOMPARE(decimation.hidden(), hidden);
        decimation.update(columns.points(), {.x = {0, 3000}, .columns = 100});
        QCOMPARE(decimation.hidden(), std::size_t{0});
    }

    void columns_that_were_written_anew_are_noticed() {
        Columns columns = noise(5000);
        const View view{.x = {0, 5000}, .columns = 50};
        Decimation decimation;
        decimation.update(columns.points(), view);
        for (double& value : columns.y)
            value = -value;
        QVERIFY(decimation.update(columns.points(), view) == decimate(columns.points(), view));
        QVERIFY(decimation.update(columns.first(3000), view) == decimate(columns.first(3000), view));
    }

    void empty_columns_give_nothing() {
        QVERIFY(decimate({}, {.x = {0, 1}, .columns = 10}).empty());
    }
};

QTEST_GUILESS_MAIN(DecimationTest)
#include "decimation.moc"
