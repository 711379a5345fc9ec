// SPDX-License-Identifier: GPL-3.0-or-later
// The run bar: what can be pressed in which state, and what its figures say.
#include "widgets/run_bar.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMainWindow>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>

using namespace overdamp;

namespace {

QString figure(const RunBar& bar, const QString& name) {
    for (const QLabel* label : bar.findChildren<QLabel*>())
        if (label->accessibleName() == name)
            return label->text();
    return QStringLiteral("no such figure");
}

} // namespace

class RunBarTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_actions_follow_the_state_data();
    void the_actions_follow_the_state();
    void space_runs_and_pauses();
    void the_figures_show_progress_pace_and_time();
    void nothing_is_claimed_before_the_first_step();
    void a_preset_is_chosen_by_hand_only();
};

void RunBarTest::the_actions_follow_the_state_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("can_run");
    QTest::addColumn<bool>("can_step");
    QTest::addColumn<bool>("can_stop");
    QTest::newRow("none") << int(RunState::none) << false << false << false;
    QTest::newRow("preparing") << int(RunState::preparing) << true << true << false;
    QTest::newRow("ready") << int(RunState::ready) << true << true << false;
    QTest::newRow("running") << int(RunState::running) << true << false << true;
    QTest::newRow("paused") << int(RunState::paused) << true << true << true;
    QTest::newRow("finished") << int(RunState::finished) << true << false << false;
    QTest::newRow("failed") << int(RunState::failed) << false << false << false;
}

void RunBarTest::the_actions_follow_the_state() {
    QFETCH(int, state);
    QFETCH(bool, can_run);
    QFETCH(bool, can_step);
    QFETCH(bool, can_stop);
    RunBar bar;
    bar.set_summary({.state = static_cast<RunState>(state)});
    QCOMPARE(bar.run_action()->isEnabled(), can_run);
    QCOMPARE(bar.step_action()->isEnabled(), can_step);
    QCOMPARE(bar.stop_action()->isEnabled(), can_stop);
    QCOMPARE(bar.run_action()->text(), state == int(RunState::running) ? QStringLiteral("Pause") : QStringLiteral("Run"));
}

void RunBarTest::space_runs_and_pauses() {
    QMainWindow window;
    auto* bar = new RunBar;
    window.addToolBar(bar);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QSignalSpy run(bar, &RunBar::run_requested);
    QSignalSpy pause(bar, &RunBar::pause_requested);
    QSignalSpy step(bar, &RunBar::step_requested);
    bar->set_summary({.state = RunState::ready});
    QTest::keyClick(&window, Qt::Key_Space);
    QCOMPARE(run.size(), 1);
    bar->set_summary({.state = RunState::running});
    QTest::keyClick(&window, Qt::Key_Space);
    QCOMPARE(pause.size(), 1);
    QTest::keyClick(&window, Qt::Key_Period);
    QCOMPARE(step.size(), 0);
    bar->set_summary({.state = RunState::paused});
    QTest::keyClick(&window, Qt::Key_Period);
    QCOMPARE(step.size(), 1);
    QCOMPARE(run.size(), 1);
}

void RunBarTest::the_figures_show_progress_pace_and_time() {
    RunBar bar;
    bar.set_summary({.state = RunState::running,
                     .step = 500,
                     .steps = 2000,
                     .seconds = 65,
                     .tokens_per_second = 12345,
                     .seconds_remaining = 195,
                     .parameters = 231000,
                     .device = QStringLiteral("cpu, 2 threads")});
    const auto* progress = bar.findChild<QProgressBar*>();
    QCOMPARE(progress->value() * 4, progress->maximum());
    QCOMPARE(figure(bar, QStringLiteral("Steps done and planned")), QStringLiteral("500 / 2,000 steps"));
    QCOMPARE(figure(bar, QStringLiteral("Target tokens trained a second")), QStringLiteral("12 k tokens/s"));
    QCOMPARE(figure(bar, QStringLiteral("Training time, and what remains at this pace")), QStringLiteral("1 min 5 s · 3 min 15 s left"));
    QCOMPARE(figure(bar, QStringLiteral("Device")), QStringLiteral("cpu, 2 threads · 231 k parameters"));
    QCOMPARE(figure(bar, QStringLiteral("State")), QStringLiteral("running"));
}

void RunBarTest::nothing_is_claimed_before_the_first_step() {
    RunBar bar;
    bar.set_summary({.state = RunState::ready, .steps = 2000});
    QCOMPARE(figure(bar, QStringLiteral("Target tokens trained a second")), QString());
    QCOMPARE(figure(bar, QStringLiteral("Training time, and what remains at this pace")), QString());
}

void RunBarTest::a_preset_is_chosen_by_hand_only() {
    RunBar bar;
    bar.set_presets({QStringLiteral("one"), QStringLiteral("two")});
    QSignalSpy chosen(&bar, &RunBar::preset_chosen);
    auto* box = bar.findChild<QComboBox*>();
    bar.show_preset(QStringLiteral("two"));
    QCOMPARE(box->currentText(), QStringLiteral("two"));
    bar.show_preset(QStringLiteral("my own"));
    QCOMPARE(box->currentText(), QStringLiteral("my own"));
    QCOMPARE(chosen.size(), 0);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Up);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("two"));
}

QTEST_MAIN(RunBarTest)
#include "run_bar.moc"
