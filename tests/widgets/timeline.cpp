// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline.h"

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QTest>

using namespace overdamp;

namespace {

TimelineContent some_run() {
    return {.end = 1000, .position = 600, .recorded = 600, .onset = 420, .checkpoints = {200, 400},
            .events = {{.step = 250, .id = 7, .label = "α 0 → 0.2"}}};
}

} // namespace

class TimelineTest : public QObject {
    Q_OBJECT

    Timeline timeline_;
    qint64 cursor() const { return timeline_.cursor().value_or(-1); }
    QPoint place(qint64 step) const { return {qRound(timeline_.pixel_of(step)), timeline_.height() / 2}; }

  private Q_SLOTS:
    void init() {
        timeline_.resize(800, timeline_.sizeHint().height());
        timeline_.set_content(some_run());
        timeline_.set_cursor(std::nullopt);
        timeline_.show();
    }

    void a_press_and_a_drag_scrub() {
        QSignalSpy scrubbed(&timeline_, &Timeline::scrubbed);
        QTest::mousePress(&timeline_, Qt::LeftButton, {}, place(300));
        QVERIFY(std::abs(cursor() - 300) <= 2);
        QMouseEvent move(QEvent::MouseMove, place(500), timeline_.mapToGlobal(place(500)), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&timeline_, &move);
        QVERIFY(std::abs(cursor() - 500) <= 2);
        QCOMPARE(scrubbed.count(), 2);
    }

    void a_press_near_an_event_looks_at_the_event() {
        QTest::mousePress(&timeline_, Qt::LeftButton, {}, place(250) + QPoint(4, 0));
        QCOMPARE(cursor(), 250);
    }

    void the_future_cannot_be_looked_at() {
        QTest::mousePress(&timeline_, Qt::LeftButton, {}, place(900));
        QCOMPARE(cursor(), 600);
        QTest::keyClick(&timeline_, Qt::Key_Right);
        QCOMPARE(cursor(), 600);
    }

    void keys_step_stride_and_go_from_mark_to_mark() {
        QTest::keyClick(&timeline_, Qt::Key_Left);
        QCOMPARE(cursor(), 599);
        QTest::keyClick(&timeline_, Qt::Key_PageUp);
        QCOMPARE(cursor(), 549);
        for (const qint64 mark : {420, 400, 250, 200, 0}) {
            QTest::keyClick(&timeline_, Qt::Key_Left, Qt::ControlModifier);
            QCOMPARE(cursor(), mark);
        }
        QTest::keyClick(&timeline_, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(cursor(), 200);
        QTest::keyClick(&timeline_, Qt::Key_Home);
        QCOMPARE(cursor(), 0);
        QTest::keyClick(&timeline_, Qt::Key_Left);
        QCOMPARE(cursor(), 0);
        QTest::keyClick(&timeline_, Qt::Key_End);
        QCOMPARE(cursor(), 600);
        QTest::keyClick(&timeline_, Qt::Key_Escape);
        QVERIFY(!timeline_.cursor());
    }

    void the_menu_names_the_event_under_it() {
        QSignalSpy wanted(&timeline_, &Timeline::menu_requested);
        QContextMenuEvent there(QContextMenuEvent::Mouse, place(250), timeline_.mapToGlobal(place(250)));
        QCoreApplication::sendEvent(&timeline_, &there);
        QCOMPARE(wanted.last()[0].toLongLong(), 250);
        QCOMPARE(wanted.last()[1].toLongLong(), 7);
        QContextMenuEvent elsewhere(QContextMenuEvent::Mouse, place(500), timeline_.mapToGlobal(place(500)));
        QCoreApplication::sendEvent(&timeline_, &elsewhere);
        QCOMPARE(wanted.last()[1].toLongLong(), -1);
        QVERIFY(std::abs(wanted.last()[0].toLongLong() - 500) <= 2);
    }

    void a_shorter_record_takes_the_cursor_away() {
        timeline_.set_cursor(500);
        TimelineContent shorter = some_run();
        shorter.position = shorter.recorded = 300;
        timeline_.set_content(shorter);
        QVERIFY(!timeline_.cursor());
    }

    void done_future_and_cursor_look_different() {
        const QImage before = timeline_.grab().toImage();
        const auto colour = [&](qint64 step) { return before.pixelColor(place(step).x(), 21); };
        QVERIFY(colour(100) != colour(800));
        timeline_.set_cursor(320);
        QVERIFY(timeline_.grab().toImage() != before);
        TimelineContent child = some_run();
        child.own_from = 300;
        timeline_.set_cursor(std::nullopt);
        timeline_.set_content(child);
        const QImage inherited = timeline_.grab().toImage();
        QVERIFY(inherited.pixelColor(place(100).x(), 21) != inherited.pixelColor(place(350).x(), 21));
    }

    void an_empty_run_draws() {
        timeline_.set_content({});
        QTest::keyClick(&timeline_, Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(cursor(), 0);
        QVERIFY(!timeline_.grab().isNull());
    }
};

QTEST_MAIN(TimelineTest)
#include "timeline.moc"
