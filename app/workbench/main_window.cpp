// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/main_window.h"

#include "app/workbench/arrivals.h"
#include "app/workbench/collapse_strip.h"
#include "app/workbench/diagnosis_notice.h"
#include "app/workbench/dock_widths.h"
#include "app/workbench/first_minute.h"
#include "app/workbench/focus_order.h"
#include "app/workbench/help_window.h"
#include "app/workbench/knob_history.h"
#include "app/workbench/lesson_card.h"
#include "app/workbench/lessons_page.h"
#include "app/workbench/loading_bar.h"
#include "app/workbench/loop_page.h"
#include "app/workbench/menus.h"
#include "app/workbench/notice_bar.h"
#include "app/workbench/pages.h"
#include "app/workbench/plot_menu.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/presenter.h"
#include "app/workbench/presets.h"
#include "app/workbench/runs_dock.h"
#include "app/workbench/study_page.h"
#include "app/workbench/study_plan_editor.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/time_travel.h"
#include "app/workbench/twin.h"
#include "app/workbench/window_state.h"
#include "widgets/elided_label.h"
#include "widgets/knob_panel.h"
#include "widgets/plot.h"
#include "widgets/sample_view.h"
#include "widgets/temperature_view.h"
#include "widgets/wording.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace overdamp {

namespace {

constexpr QSize first_size{1280, 800};
constexpr int controls_width = 300;
constexpr int samples_width = 300;
constexpr int runs_height = 116;

QString home_relative(const QString& path) {
    const QString home = QDir::homePath();
    return path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size()) : path;
}

/// The run folder for its experiment.json, which a file manager opens; anything else as it is.
std::string folder_of_run(const std::string& what) {
    const std::filesystem::path path = what;
    return path.filename() == "experiment.json" && std::filesystem::exists(path.parent_path() / "metrics.jsonl") ? path.parent_path().string() : what;
}

} // namespace

MainWindow::MainWindow(const std::filesystem::path& runs, QSettings* settings, QWidget* parent)
    : QMainWindow(parent), settings_(settings), bridge_(new Bridge(runs, this)), run_bar_(new RunBar), controls_(new KnobPanel),
      samples_(new SampleView), loop_(new LoopPage(*bridge_, *controls_)), temperatures_(new TemperatureView),
      meter_(new CollapseStrip(*bridge_, settings)), diagnosis_(new DiagnosisNotice(*bridge_)), plots_(new PlotsPage(bridge_->history())),
      time_panel_(new TimePanel), twin_(new Twin(*bridge_)), runs_(new RunsDock(*bridge_, runs, settings)), arrivals_(new Arrivals(*this, runs)),
      presets_(new Presets(*this, settings)), knob_history_(new KnobHistory(this)), presenter_(new Presenter(*this)), lesson_card_(new LessonCard),
      lessons_(new LessonsPage(settings)), hint_(new NoticeBar(NoticeBar::Kind::hint)), problem_(new NoticeBar(NoticeBar::Kind::problem)),
      loading_(new LoadingBar), study_(new StudyPage(runs, settings)), place_(new ElidedLabel), points_(new QLabel) {
    setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks);
    addToolBar(Qt::TopToolBarArea, run_bar_);
    build_centre();
    build_docks();
    statusBar()->addWidget(place_, 1);
    statusBar()->addPermanentWidget(points_);
    connect_run_bar();
    connect_bridge();
    connect_instruments();
    connect_time_travel();
    connect_runs_and_presets();
    add_pages(runs);
    add_menus(*this);

    resize(first_size);
    size_docks();
    first_layout_ = saveState(window_state_version);
    if (settings_) {
        restore_window(*this, *settings_);
        plots_->restore(*settings_, QLatin1String(plots_key));
        hints_wanted_ = settings_->value(hints_key, true).toBool();
    }
    order_keyboard();
    connect(plots_, &PlotsPage::panes_changed, this, &MainWindow::order_keyboard);
    show_status();
}

// The plots read the bridge's history, and the twin's session its leader's mailbox: they must go before the bridge.
MainWindow::~MainWindow() {
    delete time_travel_;
    delete plots_;
    delete twin_;
}

bool MainWindow::open(const std::string& asked) {
    const std::string what = folder_of_run(asked);
    loading_->cancel();
    disconnect(resume_when_loaded_);
    const auto show_something = [this] { // an empty window leads nowhere
        if (bridge_->state() == RunState::none) {
            bridge_->prepare(find_preset("quickstart"));
            show_as_preset("quickstart");
        }
    };
    try {
        if (is_lesson(what)) {
            lessons_->open(what);
            return true;
        }
        const std::vector<Experiment> presets = builtin_presets(); // they win over a folder of the same name, as on the command line
        problem_->show_text({});
        if (is_study_folder(what)) {
            show_something();
            pages_->show(study_);
            return study_->open(what);
        }
        const bool is_run = std::ranges::find(presets, what, &Experiment::name) == presets.end() && std::filesystem::is_directory(what);
        if (is_run) {
            end_others_in(what);
            if (bridge_->shows(what) && bridge_->state() == RunState::running)
                return true; // it trains on; one that rests is read anew
        }
        if (is_run && LoadingBar::is_worthwhile(what)) {
            loading_->read(what);
            return true;
        }
        is_run ? bridge_->open(what) : bridge_->prepare(find_preset(what));
        show_as_preset(what);
    } catch (const std::exception& error) {
        show_something();
        show_problem(plain(error.what()));
        return false;
    }
    return true;
}

void MainWindow::end_others_in(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (twin_->trains() && std::filesystem::equivalent(twin_->folder(), folder, ignored))
        time_travel_->end_twin(true);
    bridge_->wait_for(folder);
}

void MainWindow::show_as_preset(const std::string& what) {
    presets_->shown({bridge_->experiment().name, bridge_->experiment().description, bridge_->knobs()}, plain(what));
}

void MainWindow::start_over() {
    if (knobs_fit())
        bridge_->prepare({presets_->base().name, presets_->base().description, controls_->knobs()});
}

void MainWindow::set_theme(ThemeChoice choice) {
    apply_theme(*qApp, choice);
    if (settings_)
        settings_->setValue(theme_key, static_cast<int>(choice));
}

ThemeChoice MainWindow::theme() const { return settings_ ? remembered_theme(*settings_) : ThemeChoice::system; }

void MainWindow::reset_layout() {
    pages_->show_explore();
    restoreState(first_layout_, window_state_version);
    size_docks();
    plots_->set_state(first_plots_state());
}

void MainWindow::size_docks() {
    resizeDocks({controls_dock_, samples_dock_}, {controls_width, samples_width}, Qt::Horizontal);
    resizeDocks({runs_dock_}, {runs_height}, Qt::Vertical);
}

void MainWindow::order_keyboard() {
    std::vector<QWidget*> parts{run_bar_, controls_, lesson_card_, problem_, hint_, loading_, diagnosis_, meter_};
    std::ranges::copy(plots_->panes(), std::back_inserter(parts));
    parts.insert(parts.end(), {time_panel_, samples_, loop_, temperatures_, runs_, twin_});
    order_focus(parts);
}

void MainWindow::show_problem(const QString& message) {
    pages_->show_explore(); // where it stands
    problem_->show_text(message);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    // First, so that whoever stays to save the plan leaves the run alone.
    if (!may_close_ && study_->plan().ask_before_closing(tr("Close Overdamp"), [this] { close(); })) {
        event->ignore();
        return;
    }
    if (bridge_->state() == RunState::running && !may_close_) {
        event->ignore();
        ask_before_closing();
        return;
    }
    const auto close_now = [this] {
        may_close_ = true;
        close();
    };
    if (!may_close_ && (study_->ask_before_closing([this] { close(); }) || presets_->ask_before_losing(close_now))) {
        event->ignore();
        return;
    }
    presenter_->leave();
    pages_->show_explore(); // whose layout is kept
    if (settings_) {
        save_window(*this, *settings_);
        plots_->save(*settings_, QLatin1String(plots_key));
    }
    event->accept();
}

void MainWindow::build_centre() {
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(problem_);
    column->addWidget(lesson_card_);
    column->addWidget(hint_);
    column->addWidget(loading_);
    column->addWidget(diagnosis_);
    column->addWidget(meter_);
    column->addWidget(plots_, 1);
    column->addWidget(time_panel_);
    pages_ = new Pages(*this, centre);
    connect(pages_, &Pages::turned, this, [this] { run_bar_->set_keys_active(pages_->shows_explore()); });
    connect(hint_, &NoticeBar::dismissed, this, [this] {
        hints_wanted_ = false;
        if (settings_)
            settings_->setValue(hints_key, false);
    });
    connect(plots_, &PlotsPage::problem, this, &MainWindow::show_problem);
    connect(loading_, &LoadingBar::failed, this, &MainWindow::show_problem);
    connect(loading_, &LoadingBar::finished, this, [this](const std::filesystem::path& folder, const std::shared_ptr<History>& history) {
        try {
            bridge_->open(folder, std::move(*history));
            show_as_preset(folder.string());
        } catch (const std::exception& error) {
            show_problem(plain(error.what()));
        }
    });
}

void MainWindow::build_docks() {
    const auto add = [this](const QString& title, const char* name, QWidget* content, Qt::DockWidgetArea area) {
        auto* dock = new QDockWidget(title);
        dock->setObjectName(QLatin1String(name));
        dock->setWidget(content);
        addDockWidget(area, dock);
        return dock;
    };
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    controls_dock_ = add(tr("Controls"), "controls", controls_, Qt::LeftDockWidgetArea);
    samples_dock_ = add(tr("Samples"), "samples", samples_, Qt::RightDockWidgetArea);
    loop_dock_ = add(tr("Loop"), "loop", loop_, Qt::RightDockWidgetArea);
    temperatures_dock_ = add(tr("Temperatures"), "temperatures", temperatures_, Qt::RightDockWidgetArea);
    tabifyDockWidget(samples_dock_, loop_dock_);
    tabifyDockWidget(loop_dock_, temperatures_dock_);
    samples_dock_->raise();
    runs_dock_ = add(tr("Runs"), "runs", runs_, Qt::BottomDockWidgetArea);
    twin_dock_ = add(tr("Twin"), "twin", twin_, Qt::BottomDockWidgetArea);
    tabifyDockWidget(runs_dock_, twin_dock_);
    twin_dock_->hide();
    auto* widths = new DockWidths(*this);
    widths->add(controls_dock_, controls_width);
    for (QDockWidget* dock : {samples_dock_, loop_dock_, temperatures_dock_})
        widths->add(dock, samples_width);
}

void MainWindow::run() {
    if (!knobs_fit())
        return;
    const RunSummary summary = bridge_->summary();
    if (summary.state != RunState::finished)
        return bridge_->run();
    try {
        bridge_->extend(summary.step < summary.steps ? summary.steps : 2 * summary.steps);
    } catch (const std::exception& error) {
        show_problem(plain(error.what()));
    }
}

void MainWindow::step() {
    if (knobs_fit())
        bridge_->step();
}

bool MainWindow::knobs_fit() {
    const QString problem = controls_->problem();
    if (!problem.isEmpty())
        show_problem(problem);
    return problem.isEmpty();
}

void MainWindow::show_run() {
    controls_->set_knobs(bridge_->knobs());
    controls_->setEnabled(!bridge_->import_origin()); // its knobs are not known
    knob_history_->show_run(bridge_->knobs());
    presets_->run_changed();
    problem_->show_text({});
    samples_->set_prompt(plain(bridge_->knobs().sampling.prompt));
    plots_->start_over(bridge_->experiment().knobs.language.corpus != "synthetic");
    show_records();
}

void MainWindow::show_records() {
    const History& history = bridge_->history();
    plots_->refresh();
    samples_->set_samples(history.samples());
    const QString steps = count_text(static_cast<std::int64_t>(history.size()));
    points_->setText(bridge_->thinned() == 0
                         ? tr("%1 steps shown").arg(steps)
                         : tr("%1 steps shown, %2 only on disk").arg(steps, count_text(static_cast<std::int64_t>(bridge_->thinned()))));
    show_hint();
}

void MainWindow::show_status() {
    const RunSummary summary = bridge_->summary();
    run_bar_->set_summary(summary);
    plots_->set_failed(summary.state == RunState::failed);
    controls_->set_running(bridge_->begun());
    knob_history_->set_begun(bridge_->begun());
    controls_->set_step(summary.step);
    samples_->set_can_sample(summary.state == RunState::ready || summary.state == RunState::running || summary.state == RunState::paused);
    const QString folder =
        bridge_->folder().empty() ? QString() : home_relative(QDir::cleanPath(QDir::current().absoluteFilePath(plain(bridge_->folder().string()))));
    const QString recorded = folder.isEmpty()           ? tr("Nothing is recorded before the first step.")
                             : bridge_->import_origin() ? tr("Imported from %1").arg(plain(bridge_->import_origin()->source))
                                                        : tr("Recorded in %1").arg(folder);
    place_->setText(bridge_->notice().empty() ? recorded : tr("The run %1. %2").arg(plain(bridge_->notice()), recorded));
    place_->setToolTip(place_->text());
    if (!bridge_->message().empty() && (summary.state == RunState::failed || summary.state == RunState::paused))
        problem_->show_text(plain(bridge_->message()),
                            bridge_->diverged() ? tr("Rewind to step %1").arg(count_text(time_travel_->rescue_step())) : QString());
    show_hint();
}

void MainWindow::show_hint() {
    const bool leads = hints_wanted_ && bridge_->experiment().name == "quickstart"; // a lesson's run has another name, for the card leads there
    hint_->show_text(leads ? first_minute_hint(bridge_->state(), bridge_->history()) : QString());
}

void MainWindow::ask_before_closing() {
    auto* question =
        new QMessageBox(QMessageBox::Question, tr("Close Overdamp"), tr("A run is training. What shall become of it?"), QMessageBox::Cancel, this);
    question->setInformativeText(
        tr("A kept run goes on later from where it is. Discarding deletes its whole folder, earlier sittings included.") +
        (study_->driver().is_running() ? QLatin1Char(' ') + tr("The study that runs is paused and can go on later.") : QString()));
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton* keep = question->addButton(tr("Pause and keep"), QMessageBox::AcceptRole);
    const QPushButton* discard = question->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    connect(question, &QMessageBox::buttonClicked, this, [this, keep, discard](QAbstractButton* pressed) {
        if (pressed != keep && pressed != discard)
            return;
        if (pressed == discard)
            bridge_->discard();
        may_close_ = true;
        close();
    });
    question->open();
}

} // namespace overdamp
