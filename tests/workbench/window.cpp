// SPDX-License-Identifier: GPL-3.0-or-later
// The real window over a real training session: start, steer, pause, resume, keep, discard, reopen.
#include "app/workbench/offscreen.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/space_key.h"
#include "core/telemetry/run_folder.h"
#include "tests/workbench/workbench.h"
#include "widgets/sample_view.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QDockWidget>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

using namespace overdamp;

namespace {

QStringList folders_in(const QTemporaryDir& runs) { return QDir(runs.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot); }

/// Hints are shown for the quickstart only, and it is known by its name.
Experiment named_quickstart() {
    Experiment experiment = tiny_experiment();
    experiment.name = "quickstart";
    return experiment;
}

NoticeBar* visible_hint(const MainWindow& window) {
    for (NoticeBar* bar : window.findChildren<NoticeBar*>())
        if (bar->isVisible() && bar->accessibleName() == QLatin1String("Hint"))
            return bar;
    return nullptr;
}

/// Presses a button of the question that closing asks.
bool answer(const MainWindow& window, const QString& text) {
    for (QPushButton* candidate : window.findChildren<QPushButton*>())
        if (candidate->text() == text) {
            candidate->click();
            return true;
        }
    return false;
}

class EventCounter : public QObject {
  public:
    int count = 0;

  protected:
    bool eventFilter(QObject*, QEvent*) override {
        ++count;
        return false;
    }
};

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_window_at_rest_has_nothing_to_do();
    void a_run_is_started_steered_paused_and_resumed_by_hand();
    void nothing_is_recorded_before_the_first_step();
    void one_step_is_one_step();
    void restart_knobs_count_until_the_first_step();
    void closing_a_running_window_can_keep_the_run();
    void closing_a_running_window_can_discard_the_run();
    void closing_a_running_window_can_be_called_off();
    void a_recorded_run_is_shown_and_goes_on();
    void a_finished_run_goes_on_past_its_end();
    void a_run_that_cannot_start_says_why();
    void a_folder_that_is_no_run_is_named();
    void layout_and_dismissed_hints_are_remembered();
    void docks_are_wide_again_after_the_window_was_small();
    void space_presses_a_focused_check_box_and_does_not_run();
    void a_screenshot_of_a_recorded_run_has_the_wanted_size();
};

void WindowTest::a_window_at_rest_has_nothing_to_do() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    QVERIFY(workbench.reaches(RunState::ready));
    QTest::qWait(500); // layout, first paint, the list of runs
    EventCounter events;
    qApp->installEventFilter(&events);
    QTest::qWait(500);
    QVERIFY2(events.count < 200, qPrintable(QString::number(events.count))); // timers, a blinking cursor
}

void WindowTest::a_run_is_started_steered_paused_and_resumed_by_hand() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    MainWindow& window = workbench.window;
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(workbench.reaches(RunState::ready));

    QTest::keyClick(&window, Qt::Key_Space);
    QVERIFY(workbench.reaches(RunState::running));
    QVERIFY(workbench.trained(30));
    QVERIFY(window.controls().editor("model.width")->is_locked());
    turn(window, "feedback.strength", QStringLiteral("0.2"));
    QVERIFY(QTest::qWaitFor([&] { return !workbench.history().events().empty(); }, patience));
    const EventRecord event = workbench.history().events().front();
    QVERIFY(event.step >= 30);
    QCOMPARE(event.changes.size(), std::size_t{1});
    QCOMPARE(event.changes[0], (KnobChange{"feedback.strength", 0.0, 0.2}));
    QVERIFY(workbench.trained(static_cast<std::size_t>(event.step) + 10));
    const auto strength = workbench.history().column(*find_metric("train/strength"));
    QCOMPARE(strength[static_cast<std::size_t>(event.step) - 1], 0.0);
    QCOMPARE(strength[static_cast<std::size_t>(event.step) + 2], 0.2);

    QTest::keyClick(&window, Qt::Key_Space);
    QVERIFY(workbench.reaches(RunState::paused));
    QTest::qWait(100);
    const std::size_t paused_at = workbench.history().size();
    QTest::qWait(200);
    QCOMPARE(workbench.history().size(), paused_at);
    QCOMPARE(window.bridge().summary().step, static_cast<qint64>(paused_at));
    QTest::keyClick(&window, Qt::Key_Space);
    QVERIFY(workbench.trained(paused_at + 20));

    QVERIFY(window.samples().text()->toPlainText().contains(QStringLiteral("step 20 ")));
    window.run_bar().stop_action()->trigger();
    QVERIFY(workbench.reaches(RunState::finished));
    const QDir folder(QString::fromStdString(window.bridge().folder().string()));
    for (const char* file : {"experiment.json", "metrics.jsonl", "events.jsonl", "samples.jsonl", "summary.json"})
        QVERIFY2(folder.exists(QLatin1String(file)), file);
    QVERIFY(!folder.entryList({QStringLiteral("checkpoints")}).isEmpty());
    QTest::qWait(100); // the last records
    const History recorded = load_history(window.bridge().folder());
    QCOMPARE(recorded.size(), workbench.history().size());
    QCOMPARE(recorded.events().size(), workbench.history().events().size());
    QCOMPARE(recorded.events()[0].gesture, event.gesture);
}

void WindowTest::nothing_is_recorded_before_the_first_step() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    QVERIFY(workbench.reaches(RunState::ready));
    turn(workbench.window, "feedback.strength", QStringLiteral("0.1"));
    workbench.window.close();
    QVERIFY(workbench.window.isHidden());
    QCOMPARE(folders_in(runs), QStringList());
}

void WindowTest::one_step_is_one_step() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    QVERIFY(QTest::qWaitForWindowActive(&workbench.window));
    QVERIFY(workbench.reaches(RunState::ready));
    for (std::size_t steps = 1; steps <= 3; ++steps) {
        QTest::keyClick(&workbench.window, Qt::Key_Period);
        QVERIFY(workbench.trained(steps));
        QVERIFY(workbench.reaches(RunState::paused));
    }
    QTest::qWait(100);
    QCOMPARE(workbench.history().size(), std::size_t{3});
}

void WindowTest::restart_knobs_count_until_the_first_step() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    QVERIFY(workbench.reaches(RunState::ready));
    const qint64 narrow = workbench.window.bridge().summary().parameters;
    QVERIFY(narrow > 0);
    turn(workbench.window, "model.width", QStringLiteral("32"));
    // Space right after the change: the run is to have the new width.
    workbench.window.run_bar().run_action()->trigger();
    QVERIFY(workbench.trained(1));
    workbench.window.bridge().pause();
    QVERIFY(workbench.window.bridge().summary().parameters > narrow);
    QCOMPARE(load_experiment(workbench.window.bridge().folder() / "experiment.json").knobs.model.width, std::int64_t{32});
    QCOMPARE(folders_in(runs).size(), 1);
}

void WindowTest::closing_a_running_window_can_keep_the_run() {
    const QTemporaryDir runs;
    {
        Workbench workbench(runs);
        workbench.window.bridge().run();
        QVERIFY(workbench.trained(5));
        workbench.window.close();
        QVERIFY(workbench.window.isVisible());
        QVERIFY(answer(workbench.window, QStringLiteral("Pause and keep")));
        QVERIFY(workbench.window.isHidden());
    }
    QCOMPARE(folders_in(runs).size(), 1);
    const QString folder = runs.filePath(folders_in(runs)[0]);
    const auto steps = load_history(folder.toStdString()).size();
    QVERIFY(steps >= 5);
    QVERIFY(QDir(folder).exists(QStringLiteral("checkpoints/step-%1").arg(steps)));
}

void WindowTest::closing_a_running_window_can_discard_the_run() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    workbench.window.bridge().run();
    QVERIFY(workbench.trained(5));
    QCOMPARE(folders_in(runs).size(), 1);
    workbench.window.close();
    QVERIFY(answer(workbench.window, QStringLiteral("Discard")));
    QVERIFY(workbench.window.isHidden());
    QCOMPARE(folders_in(runs), QStringList());
}

void WindowTest::closing_a_running_window_can_be_called_off() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    workbench.window.bridge().run();
    QVERIFY(workbench.trained(5));
    workbench.window.close();
    auto* question = workbench.window.findChild<QMessageBox*>();
    QVERIFY(question);
    question->button(QMessageBox::Cancel)->click();
    QVERIFY(workbench.window.isVisible());
    QVERIFY(workbench.trained(workbench.history().size() + 5));
}

void WindowTest::a_recorded_run_is_shown_and_goes_on() {
    const QTemporaryDir runs;
    {
        Workbench workbench(runs);
        turn(workbench.window, "feedback.gain", QStringLiteral("5"));
        workbench.window.bridge().run();
        QVERIFY(workbench.trained(25));
        workbench.window.bridge().pause();
        QVERIFY(workbench.reaches(RunState::paused));
    }
    MainWindow window(runs.path().toStdString());
    window.open(runs.filePath(folders_in(runs)[0]).toStdString());
    const std::size_t before = window.bridge().history().size();
    QVERIFY(before >= 25);
    QCOMPARE(window.bridge().state(), RunState::paused);
    QCOMPARE(window.controls().knobs().feedback.gain, 5.0);
    window.bridge().run();
    QVERIFY(QTest::qWaitFor([&] { return window.bridge().history().size() >= before + 10; }, patience));
    const auto steps = window.bridge().history().steps(MetricSource::step);
    for (std::size_t i = 0; i < steps.size(); ++i)
        QCOMPARE(steps[i], static_cast<std::int64_t>(i));
    QCOMPARE(folders_in(runs).size(), 1);
}

void WindowTest::a_finished_run_goes_on_past_its_end() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    Experiment experiment = tiny_experiment();
    experiment.knobs.training.steps = 10;
    Bridge& bridge = workbench.window.bridge();
    bridge.prepare(experiment);
    bridge.run();
    QVERIFY(workbench.reaches(RunState::finished));
    bridge.extend(25);
    QVERIFY(workbench.trained(25));
    QVERIFY(workbench.reaches(RunState::finished));
    QCOMPARE(bridge.summary().step, 25);
    QCOMPARE(folders_in(runs).size(), 1);
}

void WindowTest::a_run_that_cannot_start_says_why() {
    const QTemporaryDir runs;
    MainWindow window(runs.path().toStdString());
    Experiment experiment = tiny_experiment();
    experiment.knobs.language.corpus = "/nowhere/at/all.txt";
    window.bridge().prepare(experiment);
    window.show();
    QVERIFY(QTest::qWaitFor([&] { return window.bridge().state() == RunState::failed; }, patience));
    const auto bars = window.findChildren<NoticeBar*>();
    QVERIFY(std::ranges::any_of(bars, [](const NoticeBar* bar) { return bar->isVisible() && bar->text().contains(QStringLiteral("/nowhere/at/all.txt")); }));
    for (const PlotPane* pane : window.plots().panes())
        QVERIFY(!pane->plot()->empty_text().contains(QStringLiteral("Press Space")));
    window.bridge().prepare(tiny_experiment());
    QVERIFY(QTest::qWaitFor([&] { return window.bridge().state() == RunState::ready; }, patience));
    QVERIFY(window.plots().panes().front()->plot()->empty_text().contains(QStringLiteral("Press Space")));
    QCOMPARE(folders_in(runs), QStringList());
}

void WindowTest::a_folder_that_is_no_run_is_named() {
    const QTemporaryDir empty;
    QVERIFY_THROWS_EXCEPTION(SettingsError, check_run_folder(empty.path().toStdString()));
    MainWindow window(empty.path().toStdString());
    window.show();
    window.open(empty.path().toStdString());
    const auto bars = window.findChildren<NoticeBar*>();
    QVERIFY(std::ranges::any_of(bars, [&](const NoticeBar* bar) { return bar->isVisible() && bar->text().contains(empty.path()); }));
}

void WindowTest::layout_and_dismissed_hints_are_remembered() {
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    {
        MainWindow window(folder.path().toStdString(), &settings);
        window.show();
        window.bridge().prepare(named_quickstart());
        NoticeBar* hint = visible_hint(window);
        QVERIFY(hint && hint->text().contains(QStringLiteral("Press Space")));
        hint->findChild<QToolButton*>()->click();
        window.samples_dock()->hide();
        window.close();
    }
    MainWindow window(folder.path().toStdString(), &settings);
    window.show();
    window.bridge().prepare(named_quickstart());
    QVERIFY(!visible_hint(window));
    QVERIFY(window.samples_dock()->isHidden());
    window.reset_layout();
    QVERIFY(!window.samples_dock()->isHidden());
}

void WindowTest::docks_are_wide_again_after_the_window_was_small() {
    const QTemporaryDir runs;
    Workbench workbench(runs);
    MainWindow& window = workbench.window;
    QTest::qWait(500); // until it is settled
    const int controls = window.controls_dock()->width(), samples = window.samples_dock()->width();
    window.resize(800, 600);
    QTest::qWait(500);
    QVERIFY(window.controls_dock()->width() < controls);
    window.resize(1280, 800);
    QTRY_COMPARE(window.controls_dock()->width(), controls);
    QTRY_COMPARE(window.samples_dock()->width(), samples);
    QTest::qWait(500);
    const QPoint edge(window.controls_dock()->geometry().right() + 3, window.height() / 2);
    QTest::mousePress(&window, Qt::LeftButton, {}, edge);
    QMouseEvent move(QEvent::MouseMove, edge - QPoint(20, 0), window.mapToGlobal(edge - QPoint(20, 0)), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&window, &move);
    QTRY_COMPARE(window.controls_dock()->width(), controls - 20);
    QTest::mouseRelease(&window, Qt::LeftButton, {}, edge - QPoint(20, 0));
    QTest::qWait(50);
    window.resize(800, 600);
    QTest::qWait(500);
    window.resize(1280, 800);
    QTRY_COMPARE(window.controls_dock()->width(), controls - 20);
}

void WindowTest::space_presses_a_focused_check_box_and_does_not_run() {
    const QTemporaryDir runs;
    SpaceKey space_key;
    qApp->installEventFilter(&space_key);
    Workbench workbench(runs);
    QVERIFY(QTest::qWaitForWindowActive(&workbench.window));
    QVERIFY(workbench.reaches(RunState::ready));
    auto* box = workbench.window.controls().editor("dmu.rescale")->findChild<QCheckBox*>();
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(workbench.window.controls().knobs().dmu.rescale);
    QTest::qWait(200);
    QCOMPARE(workbench.state(), RunState::ready);
    // A number has no space in it, so there the key still runs.
    auto* field = workbench.window.controls().editor("feedback.gain")->findChild<NumberField*>();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Space);
    QVERIFY(workbench.reaches(RunState::running));
}

void WindowTest::a_screenshot_of_a_recorded_run_has_the_wanted_size() {
    const QTemporaryDir runs;
    {
        Workbench workbench(runs);
        workbench.window.bridge().run();
        QVERIFY(workbench.trained(25));
        workbench.window.bridge().pause();
        QVERIFY(workbench.reaches(RunState::paused));
    }
    CommandLine command;
    command.what = runs.filePath(folders_in(runs)[0]);
    command.screenshot = runs.filePath(QStringLiteral("window.png"));
    command.size = QSize(1300, 820);
    take_screenshot(command);
    QCOMPARE(QImage(command.screenshot).size(), QSize(1300, 820));
    for (const char* part : {"controls", "samples", "loop", "temperatures", "runs", "twin", "help"}) {
        command.part = QLatin1String(part);
        take_screenshot(command);
        QVERIFY2(QImage(command.screenshot).width() > 200 && QImage(command.screenshot).width() < 1300, part);
    }
    command.part = QStringLiteral("presenter");
    take_screenshot(command);
    QCOMPARE(QImage(command.screenshot).size(), QSize(1300, 820));
    command.part = QStringLiteral("cellar");
    QVERIFY_EXCEPTION_THROWN(take_screenshot(command), std::exception);
    command.renders = {{QStringLiteral("svg"), runs.filePath(QStringLiteral("plots"))}};
    render_plots(command);
    QCOMPARE(QDir(runs.filePath(QStringLiteral("plots"))).entryList({QStringLiteral("loss-entropy.svg"), QStringLiteral("trajectory.svg"), QStringLiteral("rank-frequency.svg")}).size(), 3);
}

QTEST_MAIN(WindowTest)
#include "window.moc"
