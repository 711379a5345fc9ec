// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded runs beside the one shown: drawn under it, named, followed; and forked.
#include "app/workbench/fork_dialog.h"
#include "app/workbench/overlay_names.h"
#include "app/workbench/plots_page.h"
#include "core/settings/text.h"
#include "tests/workbench/recorded_runs.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace overdamp;

class OverlaysTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void ticking_overlays_runs();
    void overlaid_runs_have_names_of_their_own();
    void an_overlaid_run_that_still_trains_is_followed();
    void a_ticked_parent_is_drawn_once();
    void a_listed_run_is_forked_at_a_chosen_step();

  private:
    fs::path runs() const { return folder_->filePath("runs").toStdString(); }
    std::unique_ptr<QTemporaryDir> folder_;
};

void OverlaysTest::ticking_overlays_runs() {
    const fs::path first = record_run(runs(), "20260101-000000-tiny", 0), second = record_run(runs(), "20260101-000001-tiny", 0.2);
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(2));
    std::vector<fs::path> overlays;
    std::vector<Overlay> loaded;
    connect(&workbench.dock(), &RunsDock::overlays_loaded, this, [&](const std::vector<Overlay>& runs) { loaded = runs; });
    connect(&workbench.dock(), &RunsDock::overlays_changed, this, [&](const std::vector<fs::path>& chosen) { overlays = chosen; });
    workbench.select(second);
    QTest::keyClick(&workbench.dock().table(), Qt::Key_Space);
    QCOMPARE(overlays, std::vector<fs::path>{second});
    const QModelIndex row = workbench.dock().table().model()->index(1, 0); // newest first
    const QRect place = workbench.dock().table().visualRect(row);
    QTest::mouseClick(workbench.dock().table().viewport(), Qt::LeftButton, {}, QPoint(place.left() + 10, place.center().y()));
    QCOMPARE(overlays, (std::vector<fs::path>{second, first}));
    QVERIFY(QTest::qWaitFor([&] { return loaded.size() == 2; }, patience));
    QCOMPARE(loaded[1].history->size(), std::size_t{10});
    QCOMPARE(loaded[1].history->column(*find_metric("train/loss"))[0], 7.0);
    QCOMPARE(loaded[1].colour, 1);
    workbench.select(second);
    QTest::keyClick(&workbench.dock().table(), Qt::Key_Space);
    QCOMPARE(overlays, std::vector<fs::path>{first});
    QVERIFY(QTest::qWaitFor([&] { return loaded.size() == 1; }, patience));
    QCOMPARE(loaded[0].colour, 0);
    QVERIFY(workbench.window.open(first.string()));
    QVERIFY(loaded.empty()); // its own overlay would hide its curves
    QVERIFY(workbench.window.open(second.string()));
    QCOMPARE(loaded.size(), std::size_t{1});
}

void OverlaysTest::overlaid_runs_have_names_of_their_own() {
    std::vector<RunInfo> runs;
    const auto add = [&](const char* folder, const char* name, double strength, std::int64_t seed) {
        RunInfo run = read_run(folder);
        run.experiment.name = name;
        run.knobs.feedback.strength = strength;
        run.knobs.training.seed = seed;
        runs.push_back(run);
    };
    add("/r/20260101-101010-collapse", "collapse", 0.2, 1);
    add("/r/20260101-101011-collapse", "collapse", 0.2, 2);
    add("/r/20260101-101012-quiet", "quiet", 0, 1);
    QStringList names = overlay_names(runs);
    QCOMPARE(names[2], QString("quiet"));
    QVERIFY2(names[0] != names[1] && names[0].startsWith("collapse") && names[0].endsWith(" 1") && names[1].endsWith(" 2"), qPrintable(names.join(';')));
    runs[1].knobs.training.seed = 1; // two equal runs: when they were started
    names = overlay_names(runs);
    QVERIFY2(names[0].endsWith("10:10:10") && names[1].endsWith("10:10:11"), qPrintable(names.join(';')));
    runs[0].folder = "/r/one";
    runs[1].folder = "/r/two";
    names = overlay_names(runs);
    QVERIFY2(names[0].endsWith("one") && names[1].endsWith("two"), qPrintable(names.join(';')));
}

void OverlaysTest::an_overlaid_run_that_still_trains_is_followed() {
    const fs::path run = record_run(runs(), "20260101-000000-tiny", 0.2, false);
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(1));
    std::vector<Overlay> loaded;
    int told = 0;
    connect(&workbench.dock(), &RunsDock::overlays_loaded, this, [&](const std::vector<Overlay>& runs) {
        loaded = runs;
        ++told;
    });
    workbench.dock().model().setData(workbench.dock().model().index(0, 0), {}, Qt::CheckStateRole);
    QVERIFY(QTest::qWaitFor([&] { return loaded.size() == 1; }, patience));
    QCOMPARE(loaded[0].history->size(), std::size_t{10});
    workbench.window.runs_dock()->hide();
    const QSignalSpy grew(&workbench.dock(), &RunsDock::overlays_grew);
    Recorder writer(run);
    for (std::int64_t step = 10; step < 25; ++step)
        writer.record(StepRecord{.step = step, .loss = 4});
    writer.flush();
    QVERIFY(QTest::qWaitFor([&] { return loaded[0].history->size() == 25; }, patience));
    QVERIFY(!grew.empty());
    QCOMPARE(told, 1); // the plots keep what they have, and their axes
}

void OverlaysTest::a_ticked_parent_is_drawn_once() {
    record_run(runs(), "20260101-000000-tiny", 0.2);
    RunsWorkbench workbench(runs());
    QVERIFY(workbench.lists(1));
    const fs::path parent = workbench.dock().model().run(0).folder;
    const fs::path child = fork_run(parent, runs(), {.kind = ForkKind::rewind, .step = 5});
    QVERIFY(workbench.window.open(child.string()));
    const Plot* plot = workbench.window.plots().panes().front()->plot();
    const auto names = [&] {
        QStringList found;
        for (const DataColumn& column : plot->data())
            if (column.name.startsWith("train/loss"))
                found << column.name;
        return found;
    };
    QCOMPARE(names(), (QStringList{"train/loss", "train/loss [parent]"}));
    QVERIFY(workbench.lists(2));
    workbench.dock().model().setData(workbench.dock().model().index(workbench.dock().model().row_of(parent), 0), {}, Qt::CheckStateRole);
    QVERIFY(QTest::qWaitFor([&] { return names().back() == QString("train/loss [tiny (parent)]"); }, patience));
    QCOMPARE(names().size(), 2);
}

void OverlaysTest::a_listed_run_is_forked_at_a_chosen_step() {
    RunsWorkbench workbench(runs());
    Bridge& bridge = workbench.bridge();
    bridge.run();
    QVERIFY(workbench.reaches(RunState::finished));
    const fs::path parent = bridge.folder();
    bridge.prepare(short_experiment(0)); // another run is shown
    QVERIFY(QTest::qWaitFor([&] { return workbench.dock().model().row_of(parent) >= 0 && workbench.cell(parent, "state") == QString("finished"); }, patience));
    const std::string recorded = read_text(parent / "metrics.jsonl");
    workbench.select(parent);
    QVERIFY(workbench.dock().fork_action()->isEnabled());
    workbench.dock().fork_action()->trigger();
    auto* dialog = workbench.window.findChild<ForkDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->windowTitle().contains("tiny"));
    QCOMPARE(dialog->step().value(), 10); // its last one, and then there is more to train
    QCOMPARE(dialog->end().value(), 20);
    turn(dialog->controls(), "feedback.strength", QStringLiteral("0.3"));
    dialog->step().setFocus();
    dialog->step().selectAll();
    QTest::keyClicks(&dialog->step(), "6");
    QTest::keyClick(&dialog->step(), Qt::Key_Tab);
    QCOMPARE(dialog->controls().knobs().feedback.strength, 0.3); // turned at that step now
    QCOMPARE(dialog->end().value(), 10);
    dialog->end().setValue(14);
    dialog->findChild<QDialogButtonBox*>()->buttons().first()->click();
    QVERIFY(QTest::qWaitFor([&] { return bridge.state() == RunState::finished && bridge.summary().step == 14; }, patience));
    const fs::path child = bridge.folder();
    QVERIFY(child != parent);
    QCOMPARE(load_parent(child)->step, 6);
    QCOMPARE(QString::fromStdString(load_parent(child)->run), QString::fromStdString(parent.filename().string()));
    QVERIFY(QTest::qWaitFor([&] { return bridge.history().size() == 14; }, patience));
    const auto strength = bridge.history().column(*find_metric("train/strength"));
    QCOMPARE(strength[5], 0.03);
    QCOMPARE(strength[6], 0.3);
    QCOMPARE(read_text(parent / "metrics.jsonl"), recorded);
}

QTEST_MAIN(OverlaysTest)
#include "overlays.moc"
