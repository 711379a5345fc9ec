// SPDX-License-Identifier: GPL-3.0-or-later
// The Study page in the real window with real runs: planned, started, paused, reordered, cancelled, failed, opened, exported, reopened.
#include "app/workbench/knob_box.h"
#include "app/workbench/pages.h"
#include "app/workbench/study_axis_editor.h"
#include "app/workbench/study_grid_model.h"
#include "app/workbench/study_results.h"
#include "core/telemetry/run_list.h"
#include "tests/workbench/study_bench.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QProcess>
#include <QSpinBox>
#include <QTableView>
#include <QTreeWidget>
#include <QXmlStreamReader>
#include <nlohmann/json.hpp>

#include <map>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

constexpr int long_run = 3000;  // steps, enough to be interrupted
constexpr int endless = 50'000; // steps that no test waits for

QString text_in(const QByteArray& html, QString& error) {
    QXmlStreamReader reader(html);
    QString text;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::Characters)
            text += reader.text().toString() + QLatin1Char(' ');
    error = reader.hasError() ? QStringLiteral("%1, line %2").arg(reader.errorString()).arg(reader.lineNumber()) : QString();
    return text;
}

QByteArray content_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double measured(const fs::path& run, const char* name) { return nlohmann::json::parse(read_text(run / "summary.json")).at(name); }

} // namespace

class StudyPageTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void the_window_fits_into_800_pixels();
    void a_study_is_started_paused_reordered_and_run_to_its_end();
    void a_failing_run_is_shown_and_stops_no_other();
    void a_click_on_a_result_opens_its_run();
    void the_report_is_exported_as_html_and_markdown();
    void closing_while_a_study_runs_asks_and_it_goes_on_later();
    void a_paused_study_goes_on_after_a_restart_and_repeats_nothing();
    void a_study_that_another_program_runs_can_be_paused_too();
    void a_run_and_a_study_train_side_by_side();
    void a_study_folder_is_opened_like_a_run();

  private:
    fs::path runs() const { return folder_->filePath("runs").toStdString(); }
    std::unique_ptr<QTemporaryDir> folder_;
};

void StudyPageTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    fs::create_directories(runs());
}

void StudyPageTest::the_window_fits_into_800_pixels() {
    StudyBench workbench(runs());
    for (const bool explore : {false, true}) {
        if (explore)
            workbench.window.pages().show_explore();
        workbench.window.resize(1200, 800);
        QTest::qWait(50);
        workbench.window.resize(800, 600);
        QTest::qWait(50);
        QVERIFY2(workbench.window.width() == 800 && workbench.window.height() == 600,
                 qPrintable(QStringLiteral("%1 x %2").arg(workbench.window.width()).arg(workbench.window.height())));
    }
}

void StudyPageTest::a_study_is_started_paused_reordered_and_run_to_its_end() {
    StudyBench workbench(runs());
    workbench.plan(*folder_, long_run);
    StudyDriver& driver = workbench.page.driver();
    StudyQueueView& queue = workbench.page.queue();
    queue.jobs()->setValue(1);
    workbench.start();
    QVERIFY(driver.is_running());
    QVERIFY(!workbench.page.plan().start_button()->isEnabled());
    QVERIFY(workbench.reaches([&] { return driver.progress().cells[0].steps > 20; }));
    QVERIFY2(queue.overall_text().contains("0 of 4 finished"), qPrintable(queue.overall_text()));
    queue.pause_action()->trigger();
    QVERIFY(workbench.rests());
    QVERIFY(workbench.is_in(0, CellState::interrupted));
    const std::int64_t paused_at = driver.progress().cells[0].steps;
    QVERIFY(paused_at > 20 && paused_at < long_run);
    QVERIFY(workbench.page.plan().start_button()->isEnabled());
    QVERIFY2(queue.overall_text().contains("<b>paused</b>"), qPrintable(queue.overall_text()));
    QCOMPARE(queue.run_action()->text(), QString("&Resume"));

    workbench.press(3, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(workbench.order(), QString("1 2 4 3"));
    workbench.press(3, Qt::Key_PageUp, Qt::AltModifier);
    QCOMPARE(workbench.order(), QString("4 1 2 3"));
    workbench.press(3, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(workbench.order(), QString("1 4 2 3"));
    workbench.press(1, Qt::Key_Delete);
    QVERIFY(workbench.is_in(1, CellState::cancelled));
    workbench.press(2, Qt::Key_H, Qt::ControlModifier);
    QVERIFY(workbench.is_in(2, CellState::held));

    queue.run_action()->trigger();
    QVERIFY(
        workbench.reaches([&] { return driver.progress().cells[0].state == CellState::running && driver.progress().cells[0].steps > paused_at; }));
    QVERIFY(workbench.is_in(0, CellState::finished));
    QVERIFY(workbench.rests());
    QCOMPARE(workbench.state(3), CellState::finished);
    QCOMPARE(workbench.state(2), CellState::held);
    QVERIFY(workbench.says("2 of 4 runs finished"));
    QVERIFY(queue.overall_text().contains("1 held") && queue.overall_text().contains("1 cancelled"));
    workbench.press(2, Qt::Key_H, Qt::ControlModifier);
    QVERIFY2(workbench.is_in(2, CellState::waiting), std::string(name_of(workbench.state(2))).c_str());
}

void StudyPageTest::a_failing_run_is_shown_and_stops_no_other() {
    StudyBench workbench(runs());
    workbench.plan(*folder_, 20);
    StudyPlanEditor& plan = workbench.page.plan();
    plan.axes().front()->knob()->setEditText("language.corpus");
    QLineEdit* values = plan.axes().front()->values();
    values->setFocus();
    values->selectAll();
    QTest::keyClicks(values, "/nowhere/at/all, synthetic");
    QVERIFY(workbench.reaches([&] { return plan.study() && plan.study()->axes[0].second.front() == "/nowhere/at/all"; }));
    workbench.start();
    QVERIFY(workbench.rests());
    QCOMPARE(workbench.state(0), CellState::failed);
    QVERIFY(workbench.is_in(3, CellState::finished));
    const StudyQueueModel& model = workbench.page.queue().model();
    const int row = model.row_of(0);
    QCOMPARE(model.index(row, StudyQueueModel::state).data().toString(), QString("failed"));
    QVERIFY(!model.index(row, StudyQueueModel::state).data(Qt::DecorationRole).isNull());
    QVERIFY(model.index(row, StudyQueueModel::note).data().toString().contains("/nowhere/at/all"));
    workbench.page.queue().select(0);
    QVERIFY(workbench.page.queue().retry_action()->isEnabled());
}

void StudyPageTest::a_click_on_a_result_opens_its_run() {
    StudyBench workbench(runs());
    workbench.plan(*folder_, 40);
    workbench.start();
    QVERIFY(workbench.rests());
    QVERIFY(workbench.is_in(3, CellState::finished));
    StudyResults& results = workbench.page.results();
    const fs::path run = workbench.page.driver().progress().cells[3].run; // α 0.2, seed 2
    const QString ours = QString::fromStdString(short_number(measured(run, "sample/hf_share_top10")));
    // rows: seed 1, seed 2, mean
    QCOMPARE(results.model().rowCount(), 3);
    const QModelIndex cell = results.model().index(1, 1);
    QVERIFY(workbench.reaches([&] { return cell.data().toString().startsWith(ours); }));
    QVERIFY2(cell.data().toString().contains("paper 100.0"), qPrintable(cell.data().toString()));
    QVERIFY(results.model().index(2, 1).data().toString().contains(" ± "));
    QCOMPARE(results.claims().topLevelItemCount(), 1);
    QCOMPARE(results.claims().topLevelItem(0)->childCount(), 3); // the note and two findings
    QCOMPARE(results.claims().topLevelItem(0)->child(0)->text(0), QString("Note: by <i>construction</i>"));
    QVERIFY(results.claims().topLevelItem(0)->child(0)->isFirstColumnSpanned());
    QVERIFY(results.claims().topLevelItem(0)->toolTip(0).endsWith("<p>by &lt;i&gt;construction&lt;/i&gt;</p>"));
    QVERIFY(results.claims().topLevelItem(0)->text(0) != "not measured");
    QTest::mouseClick(results.table().viewport(), Qt::LeftButton, {}, results.table().visualRect(cell).center());
    QVERIFY(workbench.window.pages().shows_explore());
    QVERIFY(workbench.window.bridge().shows(run));
    QCOMPARE(workbench.window.bridge().history().size(), std::size_t{40});
    // Back, and by key from the queue.
    QTest::keyClick(&workbench.window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(workbench.page.isVisible());
    workbench.press(0, Qt::Key_Return);
    QVERIFY(workbench.window.pages().shows_explore());
    QVERIFY(workbench.window.bridge().shows(workbench.page.driver().progress().cells[0].run));
}

void StudyPageTest::the_report_is_exported_as_html_and_markdown() {
    StudyBench workbench(runs());
    workbench.plan(*folder_, 120);
    workbench.start();
    QVERIFY(workbench.rests());
    QVERIFY(workbench.is_in(3, CellState::finished));
    const QString html_file = folder_->filePath("report.html"), markdown_file = folder_->filePath("report.md");
    workbench.page.results().export_to(html_file);
    workbench.page.results().export_to(markdown_file);
    QVERIFY(workbench.says("report.md"));
    const QByteArray html = content_of(html_file), markdown = content_of(markdown_file);
    QString error;
    const QString text = text_in(html, error);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    for (std::size_t i = 0; i < 4; ++i) {
        const QString seconds = QString::fromStdString(workbench.page.driver().progress().cells[i].run.filename().string());
        QVERIFY2(text.contains(seconds), qPrintable(seconds));
    }
    const double mean = (measured(workbench.page.driver().progress().cells[0].run, "sample/hf_share_top10") +
                         measured(workbench.page.driver().progress().cells[1].run, "sample/hf_share_top10")) /
                        2;
    const QString plan = QString::fromStdString((workbench.page.driver().folder() / "plan.json").string()); // works from anywhere
    for (const QString& part :
         {QString::fromStdString(short_number(mean)), QString("<b>shares</b>"), QString("27.0"), QString("sample/hf_share_half"),
          "overdamp-run study " + plan + " --form nano", QString("overdamp-run train synthetic"), QString("LibTorch")}) {
        QVERIFY2(text.contains(part), qPrintable(part));
        QVERIFY2(QString::fromUtf8(markdown).contains(part == "<b>shares</b>" ? QString("\\<b>shares\\</b>") : part), qPrintable(part));
    }
    QVERIFY(!html.contains("<b>") && !html.contains("<script"));
    // Share, loss and trajectories, each for light and dark paper.
    QCOMPARE(html.count("<svg"), 3 * 2);
    QCOMPARE(html.count("<polyline") + html.count("<path") > 20, true);
    workbench.page.results().copy_citation(false);
    QVERIFY(workbench.says("Methods text copied"));
    QVERIFY2(QGuiApplication::clipboard()->text().contains("120 steps"), qPrintable(QGuiApplication::clipboard()->text()));
    workbench.page.results().copy_citation(true);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("@"));
    QCOMPARE(find_study(plan.toStdString(), "nano").cells.size(), std::size_t{4});
}

void StudyPageTest::closing_while_a_study_runs_asks_and_it_goes_on_later() {
    QSettings settings(folder_->filePath("settings.ini"), QSettings::IniFormat);
    fs::path study;
    {
        StudyBench workbench(runs(), &settings);
        workbench.plan(*folder_, endless);
        workbench.page.queue().jobs()->setValue(2);
        workbench.start();
        study = workbench.page.driver().folder();
        const auto has_begun = [&](std::size_t cell) { return workbench.page.driver().progress().cells[cell].steps > 10; };
        QVERIFY(workbench.reaches([&] { return has_begun(0) && has_begun(1); }));
        workbench.window.close();
        QVERIFY(workbench.window.isVisible());
        QVERIFY(workbench.answer("Cancel"));
        QVERIFY(workbench.page.driver().is_running() && workbench.window.isVisible());
        workbench.window.close();
        QVERIFY(workbench.answer("Pause and keep"));
        QVERIFY(!workbench.window.isVisible());
    }
    StudyBench again(runs(), &settings);
    QCOMPARE(again.page.driver().folder(), study);
    QVERIFY(again.is_in(0, CellState::interrupted));
    const std::int64_t kept = again.page.driver().progress().cells[0].steps;
    QVERIFY(kept > 0);
    again.page.queue().run_action()->trigger();
    QVERIFY(again.reaches([&] { return again.state(0) == CellState::running && again.page.driver().progress().cells[0].steps > kept; }));
    again.page.queue().pause_action()->trigger();
    QVERIFY(again.rests());
    QVERIFY(again.is_in(0, CellState::interrupted));
}

void StudyPageTest::a_paused_study_goes_on_after_a_restart_and_repeats_nothing() {
    QSettings settings(folder_->filePath("settings.ini"), QSettings::IniFormat);
    fs::path finished;
    const auto steps = [](StudyBench& bench) { return bench.page.driver().progress().cells[2].steps; };
    {
        StudyBench workbench(runs(), &settings);
        workbench.plan(*folder_, 40);
        StudyAxisEditor* axis = workbench.page.plan().axes().front(); // two short runs, two long ones
        axis->knob()->setEditText("training.steps");
        axis->values()->setText(QStringLiteral("40, %1").arg(endless));
        Q_EMIT axis->edited();
        QVERIFY(workbench.reaches([&] { return workbench.page.plan().study() && workbench.page.plan().study()->axes[0].second.front() == "40"; }));
        workbench.start();
        QVERIFY(workbench.is_in(0, CellState::finished) && workbench.is_in(1, CellState::finished)); // side by side
        finished = workbench.page.driver().progress().cells[0].run;
        QVERIFY(workbench.reaches([&] { return steps(workbench) > 10; }));
        workbench.page.queue().pause_action()->trigger();
        QVERIFY(workbench.page.queue().overall_text().contains("pausing"));
        QVERIFY(workbench.rests());
        QVERIFY(!workbench.says("has ended"));
    }
    StudyBench again(runs(), &settings);
    StudyQueueView& queue = again.page.queue();
    QVERIFY2(again.page.driver().holds_study(), qPrintable(again.notices()));
    QVERIFY2(again.is_in(2, CellState::interrupted), std::string(name_of(again.state(2))).c_str());
    QVERIFY2(queue.overall_text().contains("<b>paused</b>") && queue.overall_text().contains("of training left"), qPrintable(queue.overall_text()));
    QCOMPARE(queue.run_action()->text(), QString("&Resume"));
    const std::int64_t kept = steps(again);
    const auto written = fs::last_write_time(finished / "metrics.jsonl");
    queue.run_action()->trigger();
    QVERIFY(again.reaches([&] { return again.state(2) == CellState::running && steps(again) > kept; }));
    QVERIFY(!queue.overall_text().contains("paused") && queue.run_action()->text() == "&Run");
    QVERIFY(again.state(0) == CellState::finished && again.page.driver().progress().cells[0].run == finished);
    QVERIFY(fs::last_write_time(finished / "metrics.jsonl") == written);
    queue.pause_action()->trigger();
    QVERIFY(again.rests());
    std::map<std::string, int> begun;
    for (const auto& entry : fs::directory_iterator(again.page.driver().folder() / "runs"))
        if (is_run_folder(entry.path()))
            ++begun[load_experiment(entry.path() / "experiment.json").name];
    for (const std::size_t cell : {0, 1, 2}) // the fourth run may have been paused before it had a checkpoint
        QCOMPARE(begun[again.page.driver().study().cells[cell].id], 1);
}

void StudyPageTest::a_study_that_another_program_runs_can_be_paused_too() {
    const fs::path path = create_study_folder(runs(), parse_study(plan_text(endless), "tiny.json", "nano"), {.source = "tiny.json", .version = "1"});
    QProcess other;
    other.start(OVERDAMP_RUN, {"study", QString::fromStdString(path.string()), "--resume", "--jobs", "1"});
    StudyBench workbench(runs());
    QVERIFY(workbench.page.open(path));
    QVERIFY(workbench.is_in(0, CellState::running));
    QVERIFY(workbench.page.queue().overall_text().contains("another program runs it"));
    QVERIFY(!workbench.page.queue().run_action()->isEnabled());
    workbench.page.queue().pause_action()->trigger();
    QVERIFY(workbench.is_in(0, CellState::interrupted));
    QVERIFY(other.state() == QProcess::NotRunning || other.waitForFinished(patience));
    QVERIFY(workbench.reaches([&] { return workbench.page.queue().overall_text().contains("<b>paused</b>"); }));
}

void StudyPageTest::a_run_and_a_study_train_side_by_side() {
    StudyBench workbench(runs());
    workbench.window.bridge().run();
    QVERIFY(workbench.reaches([&] { return workbench.window.bridge().history().size() > 10; }));
    workbench.plan(*folder_, 40);
    workbench.start();
    const std::size_t before = workbench.window.bridge().history().size();
    QVERIFY(workbench.rests());
    QVERIFY(workbench.is_in(3, CellState::finished));
    QVERIFY(workbench.window.bridge().state() == RunState::running);
    QVERIFY(workbench.reaches([&] { return workbench.window.bridge().history().size() > before; }));
    workbench.window.bridge().pause();
    QVERIFY(workbench.reaches([&] { return workbench.window.bridge().state() == RunState::paused; }));
}

void StudyPageTest::a_study_folder_is_opened_like_a_run() {
    const Study study = parse_study(plan_text(40), "tiny.json", "nano");
    const fs::path path = create_study_folder(runs(), study, {.source = "tiny.json", .version = "1"});
    StudyBench workbench(runs());
    workbench.window.pages().show_explore();
    QVERIFY(workbench.window.open(path.string()));
    QVERIFY(workbench.page.isVisible());
    QCOMPARE(workbench.page.driver().folder(), path);
    QCOMPARE(workbench.order(), QString("1 2 3 4"));
    write_text(path / "study.json", "{");
    QVERIFY(!workbench.page.open(path / ".."));
    QVERIFY(workbench.says("study.json"));
}

QTEST_MAIN(StudyPageTest)
#include "study.moc"
