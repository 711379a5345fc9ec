// SPDX-License-Identifier: GPL-3.0-or-later
// The shortened trajectory, against means worked out by hand.
#include "widgets/trail.h"

#include <QTest>

#include <limits>

using namespace overdamp;

class TrailTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void short_trails_are_kept_as_they_are() {
        Trail trail(4);
        trail.add({0, 1, 2, 3});
        trail.add({1, 4, 5, 6});
        const std::vector<Vertex> vertices = trail.vertices();
        QCOMPARE(vertices.size(), std::size_t(2));
        QCOMPARE(vertices[1].x, 4.0);
        QCOMPARE(vertices[1].value, 6.0);
        QCOMPARE(trail.stretch(), std::int64_t(1));
    }

    void full_trails_join_neighbours() {
        Trail trail(4);
        for (int step = 0; step < 7; ++step)
            trail.add({static_cast<double>(step), 10.0 * step, -1.0 * step, 0});
        // {0,1} {2,3} joined when four were full, then {4,5}, and 6 is alone so far.
        const std::vector<Vertex> vertices = trail.vertices();
        QCOMPARE(trail.stretch(), std::int64_t(2));
        QCOMPARE(vertices.size(), std::size_t(4));
        QCOMPARE(vertices[0].x, 5.0);
        QCOMPARE(vertices[1].step, 2.5);
        QCOMPARE(vertices[2].y, -4.5);
        QCOMPARE(vertices[3].x, 60.0);
    }

    void an_odd_number_of_vertices_loses_nothing() {
        Trail trail(3);
        for (int step = 0; step < 4; ++step)
            trail.add({static_cast<double>(step), static_cast<double>(step), 0, 0});
        // {0,1} joined, 2 waited for 3.
        const std::vector<Vertex> vertices = trail.vertices();
        QCOMPARE(vertices.size(), std::size_t(2));
        QCOMPARE(vertices[0].x, 0.5);
        QCOMPARE(vertices[1].x, 2.5);
    }

    void a_million_steps_stay_short() {
        Trail trail(512);
        for (int step = 0; step < 1000000; ++step)
            trail.add({static_cast<double>(step), 1, 1, 0});
        QVERIFY(trail.vertices().size() <= 512);
        QVERIFY(trail.vertices().size() >= 256);
    }

    void steps_that_are_not_finite_are_left_out() {
        Trail trail;
        trail.add({0, std::numeric_limits<double>::quiet_NaN(), 1, 0});
        QVERIFY(trail.vertices().empty());
    }
};

QTEST_GUILESS_MAIN(TrailTest)
#include "trail.moc"
