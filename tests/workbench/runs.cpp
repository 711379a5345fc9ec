// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded runs in the real window: filtered, ticked, renamed, noted, deleted, taken back, opened and resumed by hand.
#include "app/workbench/presets.h"
#include "app/workbench/run_export.h"
#include "core/settings/text.h"
#include "tests/workbench/recorded_runs.h"
#include "widgets/sample_view.h"

#include <QAction>
#include <QDockWidget>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>

using namespace overdamp;

class RunsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void runs_appear_and_change_while_the_window_is_open();
    void typing_filters_the_list();
    void space_trains_while_no_run_is_selected();
    void a_run_is_renamed_and_noted_on_disk();
    void deleted_runs_come_back_with_ctrl_z();
    void a_run_that_another_program_writes_is_neither_deleted_nor_resumed();
    void the_shown_run_can_be_deleted_once_it_rests();
    void enter_opens_a_run();
    void a_training_run_that_is_opened_again_trains_on();
    void a_run_left_a_moment_ago_is_opened_whole();
    void a_finished_run_is_resumed_past_its_end();
    void a_damaged_run_is_listed_with_its_reason();
    void columns_are_remembered();
    void a_run_is_exported_and_copied();
    void the_window_fits_into_800_pixels();

  private:
    fs::path runs() const { return folder_->filePath("runs").toStdString(); }
    std::unique_ptr<QTemporaryDir> folder_;
};

void RunsTest::init() { folder_ = std::make_unique<QTemporaryDir>(); }

void RunsTest::runs_appear_and_change_while_the_window_is_open() {
    RunsWorkbench workbench(runs()); // the folder is not there yet
    QVERIFY(workbench.window.runs_dock()->isVisible());
    QTest::qWait(200);
    const fs::path run = record_run(runs(), "20260101-000000-tiny", 0.2, false);
    QVERIFY(workbench.lists(1));
    QCOMPARE(workbench.cell(run, "state"), QString("interrupted"));
    QCOMPARE(workbench.cell(run, "alpha"), QString("0.2"));
    QCOMPARE(workbench.cell(run, "steps"), QString("10"));
    {
        Recorder writer(run);
        writer.record(StepRecord{.step = 10, .loss = 4.5});
        writer.flush();
        QVERIFY(QTest::qWaitFor([&] { return workbench.cell(run, "state") == QString("live"); }, patience));
        QCOMPARE(workbench.cell(run, "steps"), QString("11"));
    }
    fs::remove_all(run);
    QVERIFY(workbench.lists(0));
}

void RunsTest::typing_filters_the_list() {
    const fs::path weak = record_run(runs(), "20260101-000000-tiny", 0), strong = record_run(runs(), "20260101-000001-tiny", 0.2);
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(2));
    QTest::keyClicks(&workbench.dock().filter(), "state:finished alpha>0.1");
    QCOMPARE(workbench.rows(), 1);
    QCOMPARE(workbench.dock().table().model()->index(0, column_named("alpha")).data().toString(), QString("0.2"));
    workbench.dock().filter().clear();
    QCOMPARE(workbench.rows(), 2);
    QTest::keyClicks(&workbench.dock().filter(), "alfa>0.1");
    const auto labels = workbench.dock().findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) { return label->text().startsWith("alfa: is unknown"); }));
}

void RunsTest::space_trains_while_no_run_is_selected() {
    record_run(runs(), "20260101-000000-tiny", 0);
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(1));
    workbench.dock().table().setFocus();
    workbench.dock().table().clearSelection();
    QTest::keyClick(&workbench.dock().table(), Qt::Key_Space);
    QVERIFY(QTest::qWaitFor([&] { return workbench.window.bridge().history().size() == 10; }, patience));
}

void RunsTest::a_run_is_renamed_and_noted_on_disk() {
    const fs::path run = record_run(runs(), "20260101-000000-tiny", 0.2);
    const std::string experiment = read_text(run / "experiment.json");
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(1));
    workbench.select(run);
    QTest::keyClick(&workbench.dock().table(), Qt::Key_F2);
    auto* editor = workbench.dock().table().viewport()->findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, "the good one");
    workbench.dock().model().set_shown(run, "running"); // the row changes while somebody types in it
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return workbench.cell(run, "name") == QString("the good one"); }, patience));
    workbench.dock().note_action()->trigger();
    auto* dialog = workbench.dock().findChild<QInputDialog*>();
    QVERIFY(dialog);
    dialog->findChild<QPlainTextEdit*>()->setPlainText("first line\nsecond line");
    dialog->accept();
    QVERIFY(load_note(run) == (RunNote{.name = "the good one", .text = "first line\nsecond line"}));
    QVERIFY(QTest::qWaitFor([&] { return workbench.cell(run, "note") == QString("first line"); }, patience));
    QCOMPARE(read_text(run / "experiment.json"), experiment);
}

void RunsTest::deleted_runs_come_back_with_ctrl_z() {
    const fs::path first = record_run(runs(), "20260101-000000-tiny", 0), second = record_run(runs(), "20260101-000001-tiny", 0.2);
    RunsWorkbench workbench(runs());
    QVERIFY(QTest::qWaitForWindowActive(&workbench.window));
    QVERIFY(workbench.lists(2));
    workbench.dock().table().selectAll();
    workbench.dock().table().setFocus();
    QTest::keyClick(&workbench.dock().table(), Qt::Key_Delete);
    QVERIFY(!fs::exists(first) && !fs::exists(second));
    QVERIFY(fs::exists(runs() / ".trash" / first.filename() / "metrics.jsonl"));
    QVERIFY(workbench.lists(0));
    QVERIFY(workbench.says("30 days"));
    QTest::keyClick(&workbench.window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(workbench.lists(2));
    QCOMPARE(load_history(second).size(), std::size_t{10});
    QTest::keyClick(&workbench.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(workbench.lists(0));
}

void RunsTest::a_run_that_another_program_writes_is_neither_deleted_nor_resumed() {
    const fs::path run = record_run(runs(), "20260101-000000-tiny", 0.2, false);
    const Recorder writer(run);
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(1));
    workbench.select(run);
    workbench.dock().delete_action()->trigger();
    QVERIFY(fs::exists(run / "experiment.json"));
    QVERIFY(workbench.says("writing this run"));
    QVERIFY(!workbench.dock().undo_stack().canUndo());
    workbench.dock().resume_action()->trigger();
    QVERIFY(workbench.says("another program is writing it"));
    QVERIFY(workbench.window.bridge().folder().empty());
}

void RunsTest::the_shown_run_can_be_deleted_once_it_rests() {
    RunsWorkbench workbench(runs());
    Bridge& bridge = workbench.window.bridge();
    Experiment experiment = short_experiment(0.2);
    experiment.knobs.training.steps = 1'000'000;
    bridge.prepare(experiment);
    bridge.run();
    QVERIFY(workbench.lists(1));
    const fs::path run = bridge.folder();
    QVERIFY(QTest::qWaitFor([&] { return workbench.cell(run, "state") == QString("running"); }, patience));
    workbench.select(run);
    workbench.dock().delete_action()->trigger();
    QVERIFY(workbench.says("Pause it first"));
    bridge.pause();
    QVERIFY(QTest::qWaitFor([&] { return bridge.state() == RunState::paused; }, patience));
    workbench.dock().delete_action()->trigger();
    QVERIFY(!fs::exists(run));
    QVERIFY(bridge.folder().empty());
    QCOMPARE(workbench.window.controls().knobs().feedback.strength, 0.2);
    workbench.dock().undo_stack().undo();
    QVERIFY(!load_history(run).steps(MetricSource::step).empty());
}

void RunsTest::enter_opens_a_run() {
    const fs::path run = record_run(runs(), "20260101-000000-tiny", 0.2);
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(1));
    workbench.select(run);
    QTest::keyClick(&workbench.dock().table(), Qt::Key_Return);
    QCOMPARE(workbench.window.bridge().folder(), run);
    QCOMPARE(workbench.window.bridge().history().size(), std::size_t{10});
    QVERIFY(workbench.dock().model().index(0, 0).data(Qt::FontRole).value<QFont>().bold());
}

void RunsTest::a_training_run_that_is_opened_again_trains_on() {
    RunsWorkbench workbench(runs());
    Bridge& bridge = workbench.window.bridge();
    Experiment experiment = short_experiment(0.2);
    experiment.knobs.training.steps = 1'000'000;
    bridge.prepare(experiment);
    bridge.run();
    QVERIFY(workbench.lists(1));
    QVERIFY(QTest::qWaitFor([&] { return bridge.history().size() > 50; }, patience));
    workbench.select(bridge.folder());
    const std::size_t before = bridge.history().size();
    workbench.dock().open_action()->trigger();
    QCOMPARE(bridge.state(), RunState::running);
    QVERIFY(bridge.history().size() >= before);
    workbench.window.presets().open(QString::fromStdString(bridge.folder().string()) + QLatin1Char('/')); // as a dropped folder is called
    QCOMPARE(bridge.state(), RunState::running);
    QVERIFY(QTest::qWaitFor([&] { return bridge.history().size() > before + 50; }, patience));
    const auto steps = bridge.history().steps(MetricSource::step);
    QCOMPARE(steps.back() + 1, static_cast<std::int64_t>(steps.size() + bridge.thinned()));
}

void RunsTest::a_run_left_a_moment_ago_is_opened_whole() {
    RunsWorkbench workbench(runs());
    Bridge& bridge = workbench.window.bridge();
    Experiment experiment = short_experiment(0.2);
    experiment.knobs.training.steps = 1'000'000;
    bridge.prepare(experiment);
    bridge.run();
    QVERIFY(workbench.lists(1));
    QVERIFY(QTest::qWaitFor([&] { return bridge.history().size() > 50; }, patience));
    const fs::path run = bridge.folder();
    const std::size_t seen = bridge.history().size();
    bridge.prepare(short_experiment(0));
    workbench.select(run);
    workbench.dock().resume_action()->trigger();
    QVERIFY(!workbench.says("another program"));
    QCOMPARE(bridge.folder(), run);
    const std::size_t whole = bridge.history().size();
    QVERIFY(whole >= seen);
    QVERIFY(QTest::qWaitFor([&] { return bridge.history().size() > whole; }, patience));
    const auto steps = bridge.history().steps(MetricSource::step);
    QCOMPARE(steps.back() + 1, static_cast<std::int64_t>(steps.size() + bridge.thinned()));
}

void RunsTest::a_finished_run_is_resumed_past_its_end() {
    RunsWorkbench workbench(runs());
    Bridge& bridge = workbench.window.bridge();
    bridge.run();
    QVERIFY(QTest::qWaitFor([&] { return bridge.state() == RunState::finished; }, patience));
    const fs::path run = bridge.folder();
    bridge.prepare(short_experiment(0));
    QVERIFY(
        QTest::qWaitFor([&] { return workbench.dock().model().row_of(run) >= 0 && workbench.cell(run, "state") == QString("finished"); }, patience));
    workbench.select(run);
    workbench.dock().resume_action()->trigger();
    auto* dialog = workbench.window.findChild<QInputDialog*>();
    QVERIFY(dialog);
    dialog->setIntValue(15);
    dialog->accept();
    QVERIFY(QTest::qWaitFor([&] { return bridge.state() == RunState::finished && bridge.summary().step == 15; }, patience));
    QVERIFY(QTest::qWaitFor([&] { return workbench.cell(run, "steps") == QString("15"); }, patience));
}

void RunsTest::a_damaged_run_is_listed_with_its_reason() {
    const fs::path run = record_run(runs(), "20260101-000000-tiny", 0.2);
    write_text(run / "experiment.json", "{");
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(1));
    QCOMPARE(workbench.cell(run, "state"), QString("damaged"));
    QVERIFY(workbench.dock().model().index(0, 1).data(Qt::ToolTipRole).toString().contains("experiment.json"));
    workbench.select(run);
    workbench.dock().open_action()->trigger();
    QVERIFY(workbench.says("experiment.json"));
    QCOMPARE(read_text(run / "experiment.json"), std::string("{"));
}

void RunsTest::columns_are_remembered() {
    QSettings settings(folder_->filePath("settings.ini"), QSettings::IniFormat);
    const int folder_column = column_named("folder");
    {
        RunsWorkbench workbench(runs(), &settings);
        QVERIFY(workbench.dock().table().isColumnHidden(folder_column));
        workbench.dock().table().setColumnHidden(folder_column, false);
    }
    RunsWorkbench workbench(runs(), &settings);
    QVERIFY(!workbench.dock().table().isColumnHidden(folder_column));
}

void RunsTest::a_run_is_exported_and_copied() {
    const fs::path run = record_run(runs(), "20260101-000000-tiny", 0.2);
    const fs::path csv = folder_->filePath("run.csv").toStdString();
    QCOMPARE(export_csv(run, csv), QString());
    QVERIFY(read_text(csv).starts_with("wall_time,step,"));
    QVERIFY(export_csv(run, "/nowhere/run.csv").contains("/nowhere/run.csv"));
    const fs::path target = folder_->filePath("elsewhere").toStdString();
    fs::create_directories(target);
    QCOMPARE(copy_run(run, target), QString());
    QCOMPARE(load_history(target / run.filename()).size(), std::size_t{10});
    QVERIFY(copy_run(run, target).contains("already"));
}

void RunsTest::the_window_fits_into_800_pixels() {
    RunsWorkbench workbench(runs());
    workbench.window.resize(800, 600);
    QTest::qWait(50);
    QCOMPARE(workbench.window.width(), 800);
    const auto* slider = workbench.window.samples().findChild<QSlider*>();
    QVERIFY2(slider->width() >= 80, qPrintable(QString::number(slider->width())));
}

QTEST_MAIN(RunsTest)
#include "runs.moc"
