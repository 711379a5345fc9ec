// SPDX-License-Identifier: GPL-3.0-or-later
// Loop, diagnosis, onset, samples and temperatures in the real window, used as a person uses them.
#include "app/workbench/collapse_strip.h"
#include "app/workbench/diagnosis_notice.h"
#include "app/workbench/loop_page.h"
#include "core/telemetry/run_folder.h"
#include "tests/workbench/workbench.h"
#include "widgets/collapsible_group.h"
#include "widgets/idle_note.h"
#include "widgets/loop_diagram.h"
#include "widgets/sample_view.h"
#include "widgets/temperature_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace overdamp;

namespace {

/// A recorded run whose feedback is in force from step 50 on and whose share does not care.
std::filesystem::path deaf_run(const QTemporaryDir& runs) {
    const std::filesystem::path folder = create_run_folder(runs.path().toStdString(), tiny_experiment());
    Recorder recorder(folder);
    for (std::int64_t step = 0; step <= 400; ++step) {
        if (step % 25 == 0)
            recorder.record(EvaluationRecord{.step = step, .predictive_entropy = 4, .hf_share_top10 = 30});
        recorder.record(StepRecord{.step = step,
                                   .loss = 5 + 0.1 * static_cast<double>(step % 2),
                                   .predictive_entropy = step < 50 ? 4.0 : 3.0,
                                   .gradient_norm = 1,
                                   .strength = step < 50 ? 0.0 : 0.2});
    }
    return folder;
}

template <typename Widget> Widget& only(const MainWindow& window) { return *window.findChild<Widget*>(); }

} // namespace

class InstrumentsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_block_of_the_loop_leads_to_its_knobs() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        MainWindow& window = workbench.window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.loop_dock()->raise();
        QTRY_VERIFY(window.loop().diagram().block(LoopPlace::update));
        window.controls().group(QStringLiteral("Regularisation"))->set_open(false);
        window.controls_dock()->hide();
        LoopBlock* update = window.loop().diagram().block(LoopPlace::update);
        update->setFocus();
        QTest::keyClick(update, Qt::Key_Return);
        QVERIFY(window.controls_dock()->isVisible());
        const KnobEditor* editor = window.controls().editor("optimizer.learning_rate");
        QVERIFY(editor->isVisible());
        QVERIFY(editor->isAncestorOf(QApplication::focusWidget()));
    }

    void the_loop_follows_the_run_and_the_hand() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        MainWindow& window = workbench.window;
        QVERIFY(workbench.reaches(RunState::ready));
        window.loop_dock()->raise();
        QTRY_VERIFY(window.loop().diagram().block(LoopPlace::feedback));
        QVERIFY(!window.loop().diagram().block(LoopPlace::dmu)->stage().acting);
        window.bridge().run();
        QVERIFY(workbench.trained(5));
        window.controls().turn("feedback.strength", 0.2);
        QTRY_VERIFY(window.loop().diagram().block(LoopPlace::feedback)->stage().acting);
        QVERIFY(window.loop().diagram().block(LoopPlace::dmu)->stage().acting);
        QTRY_VERIFY(window.loop().diagram().block(LoopPlace::loss)->accessibleDescription().contains(QStringLiteral("nats")));
    }

    void a_failing_feedback_is_diagnosed_with_its_numbers_and_can_be_put_away() {
        const QTemporaryDir runs;
        const auto folder = deaf_run(runs);
        MainWindow window(runs.path().toStdString());
        window.open(folder.string());
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto& notice = only<DiagnosisNotice>(window);
        QVERIFY(notice.isVisible());
        QVERIFY(notice.text().contains(QStringLiteral("share flat")) && notice.text().contains(QStringLiteral("30 %")) &&
                notice.text().contains(QStringLiteral("step 50")));
        QTest::mouseClick(notice.offer(), Qt::LeftButton);
        QVERIFY(window.controls().editor("feedback.law")->isAncestorOf(QApplication::focusWidget()));
        QTest::mouseClick(notice.closing(), Qt::LeftButton);
        QVERIFY(!notice.isVisible());
        window.open(folder.string());
        QVERIFY(notice.isVisible());
    }

    void the_strip_says_when_collapse_set_in_and_remembers_the_pause() {
        const QTemporaryDir runs;
        QSettings settings(runs.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        const std::filesystem::path folder = create_run_folder(runs.path().toStdString(), tiny_experiment());
        {
            Recorder recorder(folder);
            for (std::int64_t step = 0; step <= 100; ++step) {
                if (step % 25 == 0)
                    recorder.record(EvaluationRecord{.step = step,
                                                     .predictive_entropy = 4,
                                                     .hf_share_top10 = step < 75    ? 30.0
                                                                       : step < 100 ? 70.0
                                                                                    : 95.0});
                recorder.record(StepRecord{.step = step, .strength = step < 50 ? 0.0 : 0.2});
            }
        }
        {
            MainWindow window(runs.path().toStdString(), &settings);
            window.show();
            window.open(folder.string());
            const auto& strip = only<CollapseStrip>(window);
            QCOMPARE(strip.onset()->text(), QStringLiteral("Onset: step 75 · collapsed: 100"));
            QVERIFY(!strip.pause()->isChecked());
            QTest::keyClick(strip.pause(), Qt::Key_Space);
            QVERIFY(strip.pause()->isChecked());
        }
        MainWindow window(runs.path().toStdString(), &settings);
        QVERIFY(only<CollapseStrip>(window).pause()->isChecked());
    }

    void a_run_pauses_at_its_onset_with_the_window_minimised() {
        const QTemporaryDir runs;
        Experiment experiment = tiny_experiment();
        experiment.knobs.feedback.strength = 0.5;
        experiment.knobs.feedback.gain = 50;
        experiment.knobs.feedback.engage_step = 50;
        experiment.knobs.optimizer.learning_rate = 1e-2;
        Workbench workbench(runs, experiment);
        QVERIFY(workbench.reaches(RunState::ready));
        auto& strip = only<CollapseStrip>(workbench.window);
        strip.pause()->click();
        workbench.window.showMinimized();
        workbench.window.bridge().run();
        QVERIFY(workbench.reaches(RunState::paused));
        const auto step = workbench.window.bridge().summary().step;
        QVERIFY(step > 50 && step % 20 == 0);
        QTRY_VERIFY(strip.onset()->text().startsWith(QStringLiteral("Onset: step %1").arg(step)));
        QVERIFY(workbench.window.bridge().message().find("onset") != std::string::npos);
    }

    void a_knob_behind_a_restart_knob_offers_a_new_run() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        MainWindow& window = workbench.window;
        window.bridge().run();
        QVERIFY(workbench.trained(5));
        IdleNote& note = window.controls().group(QStringLiteral("DMU"))->note();
        QTRY_VERIFY(note.text().contains(QStringLiteral("open the gate in a new run")));
        Q_EMIT note.linkActivated(QStringLiteral("1"));
        QCOMPARE(window.bridge().state(), RunState::running);
        auto* question = window.findChild<QMessageBox*>();
        QVERIFY(question);
        for (QAbstractButton* button : question->buttons())
            if (button->text() == QLatin1String("Prepare a new run"))
                button->click();
        QVERIFY(workbench.reaches(RunState::ready));
        QVERIFY(!window.controls().knobs().feedback.gates_modules);
        QVERIFY(note.isHidden());
        QCOMPARE(QDir(runs.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1); // the first run is kept
    }

    void a_prompt_reaches_the_next_sample_and_the_controls() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        MainWindow& window = workbench.window;
        QVERIFY(workbench.reaches(RunState::ready));
        window.bridge().step();
        QVERIFY(workbench.trained(1));
        QVERIFY(workbench.reaches(RunState::paused));
        const std::size_t before = window.bridge().history().samples().size();
        QTest::keyClicks(window.samples().prompt(), QStringLiteral("w1"));
        QTest::keyClick(window.samples().prompt(), Qt::Key_Return);
        QTRY_COMPARE(window.bridge().history().samples().size(), before + 1);
        QCOMPARE(window.bridge().history().samples().back().prompt, std::string("w1"));
        QCOMPARE(window.controls().knobs().sampling.prompt, std::string("w1"));
        window.controls().turn("sampling.prompt", std::string("w2"));
        window.samples().prompt()->clearFocus();
        window.controls().turn("sampling.prompt", std::string("w3"));
        QCOMPARE(window.samples().prompt()->text(), QStringLiteral("w3"));
    }

    void temperatures_are_drawn_while_running_paused_and_finished() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        MainWindow& window = workbench.window;
        TemperatureView& view = window.temperatures();
        QVERIFY(workbench.reaches(RunState::ready));
        window.temperatures_dock()->raise();
        window.bridge().run();
        QVERIFY(workbench.trained(5));
        const auto draw = [&](const QString& temperatures) {
            view.clear();
            view.temperatures()->setText(temperatures);
            QTest::keyClick(view.temperatures(), Qt::Key_Return);
            return QTest::qWaitFor([&] { return view.table()->rowCount() > 0; }, patience);
        };
        QVERIFY(draw(QStringLiteral("0.5, 2")));
        QCOMPARE(view.table()->rowCount(), 2);
        window.bridge().pause();
        QVERIFY(workbench.reaches(RunState::paused));
        QVERIFY(draw(QStringLiteral("1")));
        QCOMPARE(view.table()->rowCount(), 1);
        QVERIFY(view.summary().contains(QLocale().toString(window.bridge().summary().step)));
        const QString paused = view.table()->item(0, 4)->text();
        window.bridge().stop();
        QVERIFY(workbench.reaches(RunState::finished));
        QVERIFY(draw(QStringLiteral("1, 1.5, 2")));
        QCOMPARE(view.table()->rowCount(), 3);
        QCOMPARE(view.table()->item(0, 4)->text(), paused); // the same parameters, read back from the folder
        QCOMPARE(window.bridge().state(), RunState::finished);
        QVERIFY(QDir(QString::fromStdString(window.bridge().folder().string())).exists(QStringLiteral("summary.json")));
    }
};

QTEST_MAIN(InstrumentsTest)
#include "instruments.moc"
