// SPDX-License-Identifier: GPL-3.0-or-later
// The page of plots under a hand: split, choose, close, mark, reopen, save numbers.
#include "app/workbench/plots_page.h"

#include "app/workbench/loading_bar.h"
#include "app/workbench/main_window.h"
#include "app/workbench/plot_menu.h"
#include "core/telemetry/run_folder.h"
#include "widgets/line_plot.h"

#include <QAbstractButton>
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <nlohmann/json.hpp>

using namespace overdamp;

namespace {

/// A run in a folder, as a session would have recorded it.
std::filesystem::path recorded_run(const QTemporaryDir& runs, std::int64_t steps) {
    const std::filesystem::path folder = create_run_folder(runs.path().toStdString(), find_preset("collapse"));
    Recorder recorder(folder);
    for (std::int64_t step = 0; step < steps; ++step) {
        if (step % 10 == 0)
            recorder.record(EvaluationRecord{.step = step, .loss = 5.5 - 0.001 * static_cast<double>(step), .hf_share_top10 = 30 + 0.1 * static_cast<double>(step)});
        recorder.record(StepRecord{.step = step, .loss = 5 + std::sin(0.1 * static_cast<double>(step)), .predictive_entropy = 4.1, .gradient_norm = 0.7});
    }
    return folder;
}

std::vector<std::string> choices(const PlotsPage& page) {
    std::vector<std::string> ids;
    for (const PlotPane* pane : page.panes())
        ids.push_back(pane->kind().id);
    return ids;
}

/// Opens the menu of a pane with the mouse (the title's or the other one) and picks from it or from a submenu.
bool pick(PlotPane* pane, bool from_title, const QString& text) {
    const auto buttons = pane->findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly);
    QTest::mouseClick(buttons[from_title ? 0 : 1], Qt::LeftButton);
    const auto menus = pane->findChildren<QMenu*>();
    for (QMenu* menu : menus)
        for (QAction* action : menu->actions())
            if (action->text() == text) {
                action->trigger();
                for (QMenu* open : menus)
                    open->close();
                QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                QCoreApplication::processEvents();
                return true;
            }
    return false;
}

struct Page {
    explicit Page(History records) : history(std::move(records)), page(history) {
        page.resize(1000, 700);
        page.show();
        page.start_over(true);
        QCoreApplication::processEvents();
    }
    PlotPane* pane(std::size_t index) { return page.panes()[index]; }

    History history;
    PlotsPage page;
};

using Ids = std::vector<std::string>;
const Ids first_ids{"loss-entropy", "trajectory", "high-frequency-share", "norms"};

} // namespace

class PlotsPageTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { runs_ = std::make_unique<QTemporaryDir>(); }
    void a_pane_is_chosen_split_and_closed_by_hand();
    void the_last_pane_stays();
    void a_layout_is_remembered_and_reset();
    void a_layout_is_saved_under_a_name_and_loaded();
    void cursor_marks_and_steps_are_shared();
    void other_runs_come_and_go_on_every_plot();
    void the_numbers_saved_are_those_recorded();
    void a_large_run_is_read_beside_the_usable_window();
    void a_reading_that_is_cancelled_changes_nothing();

  private:
    History history(std::int64_t steps) { return load_history(recorded_run(*runs_, steps)); }

    std::unique_ptr<QTemporaryDir> runs_;
};

void PlotsPageTest::a_pane_is_chosen_split_and_closed_by_hand() {
    Page shown(history(50));
    QCOMPARE(choices(shown.page), first_ids);
    QVERIFY(pick(shown.pane(1), true, "Lengths (tokens)"));
    QCOMPARE(choices(shown.page), (Ids{"loss-entropy", "lengths", "high-frequency-share", "norms"}));
    QVERIFY(pick(shown.pane(1), true, "Throughput (tokens/s)")); // of the submenu
    QCOMPARE(shown.pane(1)->kind().id, std::string("train-tokens_per_second"));
    const int width = shown.pane(0)->width();
    QVERIFY(pick(shown.pane(0), false, "Split right"));
    QCOMPARE(shown.page.panes().size(), std::size_t{5});
    QCOMPARE(shown.pane(1)->kind().id, std::string("trajectory")); // the first that is not there yet
    QVERIFY(shown.pane(0)->width() < width * 0.6 && std::abs(shown.pane(0)->width() - shown.pane(1)->width()) < 10);
    QVERIFY(pick(shown.pane(1), false, "Split down"));
    QCOMPARE(shown.page.panes().size(), std::size_t{6});
    QCOMPARE(shown.pane(1)->x(), shown.pane(2)->x());
    for (int closing = 0; closing < 2; ++closing)
        QVERIFY(pick(shown.pane(1), false, "Close"));
    QCOMPARE(choices(shown.page), (Ids{"loss-entropy", "train-tokens_per_second", "high-frequency-share", "norms"}));
    QVERIFY(std::abs(shown.pane(0)->width() - width) < 3);
}

void PlotsPageTest::the_last_pane_stays() {
    Page shown(history(50));
    for (int closing = 0; closing < 6; ++closing)
        QVERIFY(pick(shown.pane(0), false, "Close"));
    QCOMPARE(choices(shown.page), (Ids{"norms"}));
    QCOMPARE(shown.pane(0)->size(), shown.page.size());
    QVERIFY(pick(shown.pane(0), false, "Split down"));
    QCOMPARE(choices(shown.page), (Ids{"norms", "loss-entropy"}));
}

void PlotsPageTest::a_layout_is_remembered_and_reset() {
    QSettings settings(runs_->filePath("settings.ini"), QSettings::IniFormat);
    PlotsState left;
    {
        MainWindow window(runs_->path().toStdString(), &settings);
        window.resize(1400, 900);
        window.show();
        QVERIFY(pick(window.plots().panes()[3], true, "Repetition (%)"));
        QVERIFY(pick(window.plots().panes()[3], false, "Logarithmic y axis"));
        QVERIFY(pick(window.plots().panes()[3], false, "Split right"));
        window.plots().set_smoothing(0.99);
        left = window.plots().state();
        window.close();
    }
    QCOMPARE(left.layout.parts[1].parts[1].parts[0].y_scale, Scale::logarithmic);
    MainWindow window(runs_->path().toStdString(), &settings);
    window.resize(1400, 900);
    window.show();
    QCoreApplication::processEvents();
    QCOMPARE(choices(window.plots()), (Ids{"loss-entropy", "trajectory", "high-frequency-share", "repetition", "norms"}));
    QCOMPARE(window.plots().panes()[3]->y_scale(), Scale::logarithmic);
    QCOMPARE(window.plots().smoothing(), 0.99);
    window.reset_layout();
    QCOMPARE(choices(window.plots()), first_ids);
    settings.setValue(plots_key, "not a layout");
    MainWindow unmoved(runs_->path().toStdString(), &settings);
    QCOMPARE(choices(unmoved.plots()), first_ids);
}

void PlotsPageTest::a_layout_is_saved_under_a_name_and_loaded() {
    QSettings settings(runs_->filePath("settings.ini"), QSettings::IniFormat);
    Page shown(history(50));
    QMenu view;
    add_plot_actions(view, shown.page, &settings);
    QMenu* layouts = nullptr;
    for (QAction* action : view.actions())
        if (action->text() == "Plot &layouts")
            layouts = action->menu();
    QVERIFY(layouts);
    const auto choose = [&](const QString& text) {
        Q_EMIT layouts->aboutToShow();
        for (QAction* action : layouts->actions() + layouts->findChildren<QAction*>())
            if (action->text() == text)
                return action->trigger(), true;
        return false;
    };
    QVERIFY(pick(shown.pane(0), true, "Effective rank"));
    QVERIFY(choose("&Save layout as…"));
    auto* dialog = shown.page.findChild<QInputDialog*>();
    QVERIFY(dialog);
    dialog->setTextValue("my / layout ä");
    dialog->accept();
    const PlotsState saved = shown.page.state();
    shown.page.set_state(first_plots_state());
    QVERIFY(choose("my / layout ä"));
    QVERIFY(shown.page.state().layout.parts[0].parts[0] == saved.layout.parts[0].parts[0]);
    QCOMPARE(shown.pane(0)->kind().id, std::string("eval-effective_rank"));
}

void PlotsPageTest::cursor_marks_and_steps_are_shared() {
    Page shown(history(200));
    QSignalSpy moved(&shown.page, &PlotsPage::cursor_moved);
    Plot* loss = shown.pane(0)->plot();
    Plot* share = shown.pane(2)->plot();
    QTest::mouseMove(loss, loss->rect().center());
    QCOMPARE(moved.size(), 1);
    QVERIFY(loss->cursor() && share->cursor() == loss->cursor() && shown.pane(1)->plot()->cursor() == loss->cursor());
    shown.page.mark_a();
    const double first = *loss->cursor();
    QTest::mouseMove(loss, loss->rect().center() + QPoint(60, 0));
    shown.page.mark_b();
    QVERIFY(*loss->cursor() > first);
    for (const PlotPane* pane : shown.page.panes())
        QCOMPARE(pane->plot()->marks(), (Marks{first, loss->cursor()}));
    QVERIFY(pick(shown.pane(3), true, "Repetition (%)"));
    QCOMPARE(shown.pane(3)->plot()->marks(), loss->marks());
    QTest::mouseMove(loss, loss->rect().center());
    QTest::mouseMove(loss, loss->rect().center() + QPoint(60, 0));
    shown.page.mark_b(); // a second time at the same place
    QCOMPARE(share->marks(), (Marks{first, std::nullopt}));
    shown.page.clear_marks();
    QCOMPARE(loss->marks(), Marks{});
    const QPoint centre = loss->rect().center();
    QTest::mousePress(loss, Qt::LeftButton, Qt::NoModifier, centre);
    QTest::mouseMove(loss, centre + QPoint(80, 0));
    QTest::mouseRelease(loss, Qt::LeftButton, Qt::NoModifier, centre + QPoint(80, 0));
    share->to_image(share->size());
    loss->to_image(loss->size());
    QVERIFY(loss->visible_x().span() < 100);
    QCOMPARE(share->visible_x(), loss->visible_x());
    QVERIFY(pick(shown.pane(3), true, "Lengths (tokens)"));
    shown.pane(3)->plot()->to_image({300, 200});
    QCOMPARE(shown.pane(3)->plot()->visible_x(), loss->visible_x());
}

void PlotsPageTest::other_runs_come_and_go_on_every_plot() {
    Page shown(history(50));
    const auto other = std::make_shared<const History>(history(400));
    shown.page.set_overlays({{.name = "longer", .history = other, .colour = 1}});
    const auto last_step = [&](std::size_t pane) {
        Plot* plot = shown.pane(pane)->plot();
        plot->to_image(plot->size());
        return plot->visible_x().high;
    };
    QVERIFY(last_step(0) >= 399);
    QCOMPARE(shown.pane(0)->plot()->data().size(), std::size_t{6});
    QVERIFY(pick(shown.pane(0), true, "Entropies (nats)")); // a plot that comes later has them too
    QCOMPARE(shown.pane(0)->plot()->data().size(), std::size_t{6});
    shown.page.set_overlays({});
    shown.page.fit();
    QCOMPARE(shown.pane(0)->plot()->data().size(), std::size_t{3});
    QVERIFY(last_step(0) < 100);
}

void PlotsPageTest::the_numbers_saved_are_those_recorded() {
    const std::filesystem::path run = recorded_run(*runs_, 60);
    Page shown(load_history(run));
    const QString path = runs_->filePath("numbers.csv");
    QVERIFY(pick(shown.pane(0), false, "Save all numbers…"));
    auto* dialog = shown.page.findChild<QFileDialog*>();
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines[0].trimmed(), QByteArray("step,train/loss,train/predictive_entropy,eval/loss"));
    QCOMPARE(lines.size(), 62); // a header, 60 steps, and what is behind the last line's end
    QFile metrics(QString::fromStdString((run / "metrics.jsonl").string()));
    QVERIFY(metrics.open(QIODevice::ReadOnly));
    int compared = 0;
    for (const QByteArray& text : metrics.readAll().split('\n')) {
        if (text.isEmpty())
            continue;
        const auto line = nlohmann::json::parse(text.toStdString());
        const QList<QByteArray> cells = lines[1 + line["step"].get<int>()].trimmed().split(',');
        QCOMPARE(cells[0].toInt(), line["step"].get<int>());
        for (int column = 1; column <= 3; ++column)
            if (const auto name = std::string(lines[0].trimmed().split(',')[column]); line.contains(name)) {
                QCOMPARE(cells[column].toDouble(), line[name].get<double>());
                ++compared;
            }
    }
    QCOMPARE(compared, 60 * 2 + 6);
}

void PlotsPageTest::a_large_run_is_read_beside_the_usable_window() {
    const std::filesystem::path run = recorded_run(*runs_, 40000);
    QVERIFY(LoadingBar::is_worthwhile(run));
    MainWindow window(runs_->path().toStdString());
    window.show();
    auto* bar = window.findChild<LoadingBar*>();
    QVERIFY(!bar->isVisible());
    window.open(run.string());
    QVERIFY(bar->isVisible());
    QCOMPARE(window.bridge().history().size(), std::size_t{0});
    QVERIFY(QTest::qWaitFor([&] { return window.bridge().history().size() == 40000; }, 60'000));
    QVERIFY(!bar->isVisible());
    QCOMPARE(window.bridge().folder(), run);
    window.open(run.string()); // from the cache
    QVERIFY(QTest::qWaitFor([&] { return !bar->isVisible(); }, 60'000));
    QCOMPARE(window.bridge().history().size(), std::size_t{40000});
}

void PlotsPageTest::a_reading_that_is_cancelled_changes_nothing() {
    const std::filesystem::path run = recorded_run(*runs_, 40000);
    MainWindow window(runs_->path().toStdString());
    window.show();
    window.open(run.string());
    auto* bar = window.findChild<LoadingBar*>();
    QTest::mouseClick(bar->findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    QTest::qWait(200);
    QCOMPARE(window.bridge().history().size(), std::size_t{0});
    QCOMPARE(window.bridge().state(), RunState::none);
}

QTEST_MAIN(PlotsPageTest)
#include "plots_page.moc"
