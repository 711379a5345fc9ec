// SPDX-License-Identifier: GPL-3.0-or-later
// A person looks back along a run and goes back: scrub, rewind, fork, what if not, twin, checkpoint, rescue; on screen and on disk.
#include "app/workbench/fork_dialog.h"
#include "app/workbench/main_window.h"
#include "app/workbench/notice_bar.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/time_travel.h"
#include "app/workbench/twin.h"
#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "widgets/knob_editor.h"
#include "widgets/knob_panel.h"
#include "widgets/line_plot.h"
#include "widgets/number_field.h"
#include "widgets/sample_view.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

#include <map>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

constexpr int patience = 60'000; // milliseconds

Experiment tiny_experiment(std::int64_t steps = 100) {
    Experiment experiment;
    experiment.name = "tiny";
    Knobs& knobs = experiment.knobs;
    knobs.feedback.strength = 0;
    knobs.feedback.ramp_steps = 0;
    knobs.model.width = 16;
    knobs.model.layers = 1;
    knobs.model.heads = 2;
    knobs.model.context = 16;
    knobs.language.corpus = "synthetic";
    knobs.training.batch = 4;
    knobs.training.steps = steps;
    knobs.training.threads = 1;
    knobs.training.checkpoint_every = 25;
    knobs.evaluation.every = 20;
    knobs.sampling.every = 20;
    return experiment;
}

void turn(KnobPanel& controls, const char* key, const QString& text) {
    auto* field = controls.editor(key)->findChild<NumberField*>();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

std::map<std::string, std::string> contents(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[entry.path().string()] = read_text(entry.path());
    return files;
}

std::vector<double> losses(const History& history) {
    const auto column = history.column(*find_metric("train/loss"));
    return {column.begin(), column.end()};
}

struct Workbench {
    explicit Workbench(const QTemporaryDir& runs, const Experiment& experiment = tiny_experiment()) : window(runs.path().toStdString()) {
        window.bridge().prepare(experiment);
        window.show();
        window.activateWindow();
    }

    Bridge& bridge() { return window.bridge(); }
    Timeline& timeline() { return window.time_panel().timeline(); }
    bool reaches(RunState wanted) {
        return QTest::qWaitFor([&] { return bridge().state() == wanted; }, patience);
    }
    /// To the run's end, its last record on the screen.
    bool finishes() {
        return reaches(RunState::finished) &&
               QTest::qWaitFor([&] { return std::ssize(losses(bridge().history())) == bridge().summary().steps; }, patience);
    }
    /// Makes so many steps, each a press of the full stop's action.
    bool make_steps(int steps) {
        const auto before = static_cast<std::int64_t>(bridge().history().size());
        for (int i = 0; i < steps; ++i)
            bridge().step();
        return QTest::qWaitFor([&] { return static_cast<std::int64_t>(bridge().history().size()) >= before + steps; }, patience) &&
               reaches(RunState::paused);
    }
    void press(qint64 step) {
        QTest::mouseClick(&timeline(), Qt::LeftButton, {}, QPoint(qRound(timeline().pixel_of(step)), timeline().height() / 2));
    }
    /// The folder once everything of this run is on disk.
    fs::path ended_folder() {
        const fs::path folder = bridge().folder();
        bridge().open(folder); // ends the session
        QTest::qWait(300);
        return folder;
    }

    MainWindow window;
};

} // namespace

class TimeTravelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void scrubbing_shows_the_moment_everywhere() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        workbench.press(50);
        QVERIFY(std::abs(workbench.timeline().cursor().value_or(-1) - 50) <= 1);
        for (const PlotPane* pane : workbench.window.plots().panes())
            QVERIFY(pane->plot()->cursor() && std::abs(*pane->plot()->cursor() - 50) <= 1);
        QVERIFY2(workbench.window.samples().text()->toPlainText().startsWith(QStringLiteral("step 40 ")), "the sample of that moment");
        QVERIFY(workbench.window.time_panel().moment().contains(QStringLiteral("α 0")));
        QVERIFY(workbench.window.time_panel().moment().contains(QStringLiteral("loss")));
        QTest::keyClick(&workbench.timeline(), Qt::Key_Home);
        QVERIFY(workbench.window.samples().text()->toPlainText().startsWith(QStringLiteral("step 0 ")));
        QTest::keyClick(&workbench.timeline(), Qt::Key_Escape);
        QVERIFY(workbench.window.samples().text()->toPlainText().startsWith(QStringLiteral("step 100 ")));
        for (const PlotPane* pane : workbench.window.plots().panes())
            QVERIFY(!pane->plot()->cursor());
    }

    void a_cursor_on_a_plot_moves_the_timeline() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        workbench.window.grab(); // lays the plots out
        auto* plot = workbench.window.plots().panes().front()->plot();
        QTest::mouseMove(plot, plot->rect().center());
        QTRY_VERIFY(workbench.timeline().pointer());
        QVERIFY(std::abs(static_cast<double>(*workbench.timeline().pointer()) - *plot->cursor()) <= 1);
        QVERIFY(!workbench.timeline().cursor());
        QVERIFY(workbench.window.time_panel().moment().startsWith(QStringLiteral("step")));
    }

    void rewinding_makes_a_child_that_repeats_and_goes_on() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        const fs::path parent = workbench.ended_folder();
        const auto before = contents(parent);
        const auto expected = losses(workbench.bridge().history());

        QTest::keyClick(&workbench.timeline(), Qt::Key_Home);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&workbench.timeline(), Qt::Key_Right);
        workbench.window.run_bar().rewind_action()->trigger();
        const fs::path child = workbench.bridge().folder();
        QVERIFY(child != parent && child.parent_path() == parent.parent_path());
        QCOMPARE(workbench.bridge().state(), RunState::paused);
        QCOMPARE(workbench.bridge().history().size(), 60u);
        QCOMPARE(workbench.timeline().content().own_from, std::optional<qint64>(60));
        QCOMPARE(workbench.timeline().content().checkpoints, (std::vector<qint64>{25, 50}));
        QVERIFY(workbench.window.time_panel().moment().contains(QString::fromStdString(parent.filename().string())));
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        QCOMPARE(losses(workbench.bridge().history()), expected);
        QVERIFY(contents(parent) == before);
        QCOMPARE(QDir(runs.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 2);
    }

    void a_fork_trains_with_other_knobs_and_remembers_its_parent() {
        const QTemporaryDir runs;
        fs::path parent, child;
        {
            Workbench workbench(runs);
            workbench.bridge().run();
            QVERIFY(workbench.finishes());
            parent = workbench.ended_folder();
            workbench.timeline().set_cursor(30);
            workbench.window.run_bar().fork_action()->trigger();
            auto* dialog = workbench.window.findChild<ForkDialog*>();
            QVERIFY(dialog && dialog->isVisible());
            QVERIFY(dialog->controls().editor("model.width")->is_locked());
            turn(dialog->controls(), "feedback.strength", QStringLiteral("0.3"));
            QVERIFY2(dialog->isVisible(), "Return ends the typing only");
            dialog->findChild<QDialogButtonBox*>()->buttons().first()->click();
            child = workbench.bridge().folder();
            QVERIFY(child != parent);
            QVERIFY(workbench.finishes());
            QCOMPARE(workbench.window.controls().knobs().feedback.strength, 0.3);
            const auto strength = workbench.bridge().history().column(*find_metric("train/strength"));
            QCOMPARE(strength[29], 0.0);
            QCOMPARE(strength[31], 0.3);
            QVERIFY(workbench.window.plots().grab().toImage() != QImage());
        }
        MainWindow window(runs.path().toStdString());
        window.open(child.string());
        QCOMPARE(window.time_panel().timeline().content().own_from, std::optional<qint64>(30));
        QCOMPARE(window.time_panel().timeline().content().events.size(), 1u);
        QCOMPARE(QString::fromStdString(load_parent(child)->run), QString::fromStdString(parent.filename().string()));
        QCOMPARE(load_parent(child)->kind, ForkKind::fork);
    }

    void a_gesture_can_be_taken_back_and_later_ones_stay() {
        const QTemporaryDir runs;
        Workbench workbench(runs, tiny_experiment(60));
        QVERIFY(workbench.reaches(RunState::ready));
        QVERIFY(workbench.make_steps(10));
        turn(workbench.window.controls(), "feedback.strength", QStringLiteral("0.3"));
        QVERIFY(workbench.make_steps(10));
        turn(workbench.window.controls(), "objective.weight_decay", QStringLiteral("0.2"));
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        QCOMPARE(workbench.timeline().content().events.size(), 2u);
        const auto with = losses(workbench.bridge().history());

        const auto offers = workbench.window.time_panel().what_if_menu()->actions();
        QCOMPARE(offers.size(), 2);
        QVERIFY2(offers[0]->text().contains(QStringLiteral("α 0 → 0.3")), qPrintable(offers[0]->text()));
        offers[0]->trigger();
        QCOMPARE(workbench.window.controls().knobs().feedback.strength, 0.0);
        QCOMPARE(workbench.window.controls().knobs().objective.weight_decay, 0.01);
        QVERIFY(workbench.finishes());
        // The later event was met at its step, and the controls followed.
        QCOMPARE(workbench.window.controls().knobs().objective.weight_decay, 0.2);
        const auto events = workbench.bridge().history().events();
        QCOMPARE(events.size(), 1u);
        QCOMPARE(events[0].step, 20);
        QCOMPARE(events[0].changes, (std::vector<KnobChange>{{"objective.weight_decay", 0.01, 0.2}}));
        const auto without = losses(workbench.bridge().history());
        QVERIFY(std::equal(with.begin(), with.begin() + 10, without.begin()));
        QVERIFY(with.back() != without.back());
    }

    void a_twin_that_waits_costs_nothing_and_can_be_opened_itself() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        QVERIFY(workbench.make_steps(30));
        workbench.window.time_panel().twin_menu()->actions()[1]->trigger(); // from the present step
        Twin& twin = workbench.window.twin();
        QVERIFY(twin.isVisible()); // in front of the other tabs
        QVERIFY(workbench.make_steps(10));
        QVERIFY(QTest::qWaitFor([&] { return twin.history()->size() == 40; }, patience));
        QTest::qWait(300);
        const QSignalSpy news(&twin, &Twin::records_arrived);
        QTest::qWait(300);
        QCOMPARE(news.size(), 0);
        const fs::path folder = twin.folder();
        QVERIFY(workbench.window.open(folder.string()));
        QVERIFY(!twin.trains());
        QCOMPARE(workbench.bridge().folder(), folder);
        QCOMPARE(workbench.bridge().history().size(), std::size_t{40}); // also what it had not written yet
    }

    void a_twin_trains_beside_the_run_and_shows_the_difference() {
        const QTemporaryDir runs;
        fs::path twin;
        {
            Workbench workbench(runs, tiny_experiment(100000));
            QVERIFY(workbench.reaches(RunState::ready));
            QVERIFY(workbench.make_steps(10));
            turn(workbench.window.controls(), "feedback.strength", QStringLiteral("0.4"));
            QVERIFY(workbench.make_steps(20));
            workbench.bridge().run();
            QVERIFY(workbench.reaches(RunState::running));
            workbench.window.time_panel().twin_menu()->actions().first()->trigger();
            QVERIFY(!workbench.window.twin_dock()->isHidden());
            QVERIFY(QTest::qWaitFor([&] { return workbench.window.twin().history()->size() >= 80; }, patience));
            twin = workbench.window.twin().folder();
            const auto& plots = workbench.window.twin().plots();
            plots[0]->grab();
            QVERIFY(plots[0]->point_count().held > 50);
            QVERIFY(plots[0]->visible_y().high > 0.01); // with feedback the loss is higher
            const auto ahead = static_cast<std::int64_t>(workbench.bridge().history().size());
            QVERIFY(ahead - static_cast<std::int64_t>(workbench.window.twin().history()->size()) < 300);
            workbench.bridge().pause();
            QVERIFY(workbench.reaches(RunState::paused));
            workbench.window.time_panel().twin_menu()->actions().last()->trigger();
            QVERIFY(!workbench.window.twin().trains());
        }
        QCOMPARE(load_parent(twin)->kind, ForkKind::twin);
        QCOMPARE(load_parent(twin)->step, 10); // before, the run was its own twin
        const History history = load_history(twin);
        for (const double strength : history.column(*find_metric("train/strength")))
            QCOMPARE(strength, 0.0);
    }

    void a_checkpoint_is_written_on_request() {
        const QTemporaryDir runs;
        Workbench workbench(runs);
        QVERIFY(workbench.reaches(RunState::ready));
        QVERIFY(workbench.make_steps(7));
        workbench.window.run_bar().checkpoint_action()->trigger();
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(checkpoint_folder(workbench.bridge().folder(), 7)); }, patience));
        QTRY_COMPARE(workbench.timeline().content().checkpoints, std::vector<qint64>{7});
    }

    void a_divergence_offers_the_way_back() {
        const QTemporaryDir runs;
        Experiment experiment = tiny_experiment(100000);
        experiment.knobs.optimizer.kind = OptimizerKind::sgd;
        experiment.knobs.optimizer.learning_rate = 1;
        experiment.knobs.optimizer.gradient_clip = 0;
        experiment.knobs.objective.weight_decay = 1;
        experiment.knobs.feedback.strength = 0.5;
        experiment.knobs.feedback.gain = 100;
        experiment.knobs.feedback.noise = 1;
        experiment.knobs.evaluation.every = experiment.knobs.sampling.every = 0;
        Workbench workbench(runs, experiment);
        QVERIFY(workbench.reaches(RunState::ready));
        workbench.bridge().run();
        QVERIFY(QTest::qWaitFor([&] { return workbench.bridge().diverged(); }, patience));
        const fs::path parent = workbench.bridge().folder();
        const qint64 stuck = workbench.bridge().summary().step;
        QPushButton* offer = nullptr;
        for (QPushButton* button : workbench.window.findChildren<QPushButton*>())
            if (button->isVisible() && button->text().startsWith(QStringLiteral("Rewind to step")))
                offer = button;
        QVERIFY(offer);
        offer->click();
        QVERIFY(workbench.bridge().folder() != parent);
        QCOMPARE(workbench.bridge().state(), RunState::paused);
        QVERIFY(workbench.bridge().summary().step < stuck);
        QVERIFY(!offer->isVisible());
        QVERIFY(QDir(QString::fromStdString(parent.string())).exists());
    }

    void a_parent_that_is_gone_leaves_the_child_whole() {
        const QTemporaryDir runs;
        Workbench workbench(runs, tiny_experiment(40));
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        const fs::path parent = workbench.ended_folder();
        workbench.window.time_travel().rewind_to(30);
        const fs::path child = workbench.bridge().folder();
        fs::remove_all(parent);
        MainWindow window(runs.path().toStdString());
        window.open(child.string());
        QCOMPARE(window.bridge().history().size(), 30u);
        window.bridge().run();
        QVERIFY(QTest::qWaitFor([&] { return window.bridge().state() == RunState::finished; }, patience));
    }
};

QTEST_MAIN(TimeTravelTest)
#include "time_travel.moc"
