// SPDX-License-Identifier: GPL-3.0-or-later
// A person looks back along a run and goes back: scrub, rewind, fork, what if not, twin, checkpoint, rescue; on screen and on disk.
#include "app/workbench/fork_dialog.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/time_travel.h"
#include "app/workbench/twin.h"
#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/twins.h"
#include "tests/workbench/workbench.h"
#include "widgets/line_plot.h"
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

/// With checkpoints.
Experiment short_experiment(std::int64_t steps = 100) {
    Experiment experiment = tiny_experiment(steps);
    experiment.knobs.training.checkpoint_every = 25;
    return experiment;
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

struct TravelWorkbench : Workbench {
    explicit TravelWorkbench(const QTemporaryDir& runs, const Experiment& experiment = short_experiment()) : Workbench(runs, experiment) {}

    Timeline& timeline() { return window.time_panel().timeline(); }
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
    /// Waits for another run than that to be shown.
    bool leaves(const fs::path& run) {
        return QTest::qWaitFor([&] { return bridge().folder() != run; }, patience);
    }
};

} // namespace

class TimeTravelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void scrubbing_shows_the_moment_everywhere() {
        const QTemporaryDir runs;
        TravelWorkbench workbench(runs);
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
        TravelWorkbench workbench(runs);
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
        TravelWorkbench workbench(runs);
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        const fs::path parent = workbench.ended_folder();
        const auto before = contents(parent);
        const auto expected = losses(workbench.bridge().history());

        QTest::keyClick(&workbench.timeline(), Qt::Key_Home);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&workbench.timeline(), Qt::Key_Right);
        workbench.window.run_bar().rewind_action()->trigger();
        QVERIFY2(workbench.window.time_panel().moment().contains(QStringLiteral("child is being made")) || workbench.bridge().folder() != parent,
                 qPrintable(workbench.window.time_panel().moment()));
        QVERIFY(workbench.leaves(parent));
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
            TravelWorkbench workbench(runs);
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
            QCOMPARE(dialog->step().value(), 30);
            dialog->findChild<QDialogButtonBox*>()->buttons().first()->click();
            QVERIFY(workbench.leaves(parent));
            child = workbench.bridge().folder();
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
        TravelWorkbench workbench(runs, short_experiment(60));
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
        const fs::path parent = workbench.bridge().folder();
        offers[0]->trigger();
        QVERIFY(workbench.leaves(parent));
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
        TravelWorkbench workbench(runs);
        QVERIFY(workbench.make_steps(30));
        workbench.window.time_panel().twin_menu()->actions()[1]->trigger(); // from the present step
        Twin& twin = workbench.window.twin();
        QVERIFY(QTest::qWaitFor([&] { return twin.trains(); }, patience));
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
            TravelWorkbench workbench(runs, short_experiment(100'000));
            QVERIFY(workbench.reaches(RunState::ready));
            QVERIFY(workbench.make_steps(10));
            turn(workbench.window.controls(), "feedback.strength", QStringLiteral("0.4"));
            QVERIFY(workbench.make_steps(20));
            workbench.bridge().run();
            QVERIFY(workbench.reaches(RunState::running));
            workbench.window.time_panel().twin_menu()->actions().first()->trigger();
            QVERIFY(QTest::qWaitFor([&] { return workbench.window.twin().trains() && workbench.window.twin().history()->size() >= 80; }, patience));
            QVERIFY(!workbench.window.twin_dock()->isHidden());
            QCOMPARE(workbench.state(), RunState::running); // it rested for the twin's start only
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

    void a_reopened_run_goes_on_with_its_twin() {
        const QTemporaryDir runs;
        fs::path run, folder;
        const auto train_both = [](TravelWorkbench& workbench, std::size_t steps) {
            return QTest::qWaitFor([&] { return workbench.window.twin().trains(); }, patience) && workbench.make_steps(static_cast<int>(steps)) &&
                   QTest::qWaitFor([&] { return workbench.window.twin().history()->size() == workbench.history().size(); }, patience);
        };
        {
            TravelWorkbench workbench(runs);
            QVERIFY(workbench.make_steps(10));
            turn(workbench.window, "feedback.strength", QStringLiteral("0.4"));
            QVERIFY(workbench.make_steps(5));
            workbench.window.time_panel().twin_menu()->actions().first()->trigger();
            QVERIFY(train_both(workbench, 5));
            run = workbench.bridge().folder();
            folder = workbench.window.twin().folder();
        }
        {
            // The run meets an event while its twin is away.
            TravelWorkbench workbench(runs);
            QVERIFY(workbench.window.open(run.string()));
            turn(workbench.window, "objective.weight_decay", QStringLiteral("0.2"));
            QVERIFY(workbench.make_steps(10));
            QMenu& menu = *workbench.window.time_panel().twin_menu();
            Q_EMIT menu.aboutToShow();
            const auto offers = menu.actions();
            const auto offer = std::ranges::find_if(offers, [](const QAction* action) { return action->text() == QStringLiteral("Go on with the twin from step 10"); });
            QVERIFY(offer != offers.end() && (*offer)->isVisible());
            (*offer)->trigger();
            QVERIFY(train_both(workbench, 5));
            QCOMPARE(workbench.window.twin().folder(), folder);
            QCOMPARE(workbench.history().size(), std::size_t{35});
        }
        QCOMPARE(twins_of(run), (std::vector<KnownTwin>{{folder, 10}}));
        const History twin = load_history(folder);
        QCOMPARE(twin.size(), std::size_t{35});
        for (const double strength : twin.column(*find_metric("train/strength")))
            QCOMPARE(strength, 0.0);
        QCOMPARE(twin.events().size(), std::size_t{1});
        QCOMPARE(twin.events()[0].step, 20);
        QCOMPARE(twin.events()[0].changes, (std::vector<KnobChange>{{"objective.weight_decay", 0.01, 0.2}}));
    }

    void another_run_can_be_opened_while_a_child_is_made() {
        const QTemporaryDir runs;
        TravelWorkbench workbench(runs);
        QVERIFY(workbench.make_steps(30));
        const fs::path run = workbench.bridge().folder();
        workbench.window.time_travel().rewind_to(20);
        workbench.bridge().prepare(tiny_experiment());
        QTest::qWait(300);
        QVERIFY(workbench.bridge().folder().empty()); // the child did not come between
        QCOMPARE(load_history(run).size(), std::size_t{30});
    }

    void a_checkpoint_is_written_on_request() {
        const QTemporaryDir runs;
        TravelWorkbench workbench(runs);
        QVERIFY(workbench.reaches(RunState::ready));
        QVERIFY(workbench.make_steps(7));
        workbench.window.run_bar().checkpoint_action()->trigger();
        QVERIFY(QTest::qWaitFor([&] { return fs::exists(checkpoint_folder(workbench.bridge().folder(), 7)); }, patience));
        QTRY_COMPARE(workbench.timeline().content().checkpoints, std::vector<qint64>{7});
    }

    void a_divergence_offers_the_way_back() {
        const QTemporaryDir runs;
        Experiment experiment = short_experiment(100'000);
        experiment.knobs.optimizer.kind = OptimizerKind::sgd;
        experiment.knobs.optimizer.learning_rate = 1;
        experiment.knobs.optimizer.gradient_clip = 0;
        experiment.knobs.objective.weight_decay = 1;
        experiment.knobs.feedback.strength = 0.5;
        experiment.knobs.feedback.gain = 100;
        experiment.knobs.feedback.noise = 1;
        experiment.knobs.evaluation.every = experiment.knobs.sampling.every = 0;
        TravelWorkbench workbench(runs, experiment);
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
        QVERIFY(workbench.leaves(parent));
        QCOMPARE(workbench.bridge().state(), RunState::paused);
        QVERIFY(workbench.bridge().summary().step < stuck);
        QVERIFY(!offer->isVisible());
        QVERIFY(QDir(QString::fromStdString(parent.string())).exists());
    }

    void a_parent_that_is_gone_leaves_the_child_whole() {
        const QTemporaryDir runs;
        TravelWorkbench workbench(runs, short_experiment(40));
        workbench.bridge().run();
        QVERIFY(workbench.finishes());
        const fs::path parent = workbench.ended_folder();
        workbench.window.time_travel().rewind_to(30);
        QVERIFY(workbench.leaves(parent));
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
