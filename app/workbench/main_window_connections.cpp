// SPDX-License-Identifier: GPL-3.0-or-later
// What of the window listens to what.
#include "app/workbench/arrivals.h"
#include "app/workbench/diagnosis_notice.h"
#include "app/workbench/drop_target.h"
#include "app/workbench/knob_history.h"
#include "app/workbench/loading_bar.h"
#include "app/workbench/longer_run.h"
#include "app/workbench/loop_page.h"
#include "app/workbench/main_window.h"
#include "app/workbench/notice_bar.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/presets.h"
#include "app/workbench/restart_question.h"
#include "app/workbench/runs_dock.h"
#include "app/workbench/time_travel.h"
#include "app/workbench/twin.h"
#include "widgets/knob_panel.h"
#include "widgets/plot.h"
#include "widgets/sample_view.h"
#include "widgets/temperature_view.h"
#include "widgets/wording.h"

#include <QDockWidget>

namespace overdamp {

namespace {

constexpr int twin_height = 190;

} // namespace

void MainWindow::connect_run_bar() {
    QStringList names;
    for (const Experiment& preset : builtin_presets())
        names << plain(preset.name);
    run_bar_->set_presets(names);
    connect(run_bar_, &RunBar::run_requested, this, &MainWindow::run);
    connect(run_bar_, &RunBar::step_requested, this, &MainWindow::step);
    connect(run_bar_, &RunBar::pause_requested, bridge_, &Bridge::pause);
    connect(run_bar_, &RunBar::stop_requested, bridge_, &Bridge::stop);
    connect(run_bar_, &RunBar::restart_requested, this, &MainWindow::start_over);
    connect(run_bar_, &RunBar::preset_chosen, presets_, [this](const QString& name) { presets_->open(name); });
    connect(controls_, &KnobPanel::knobs_changed, bridge_, &Bridge::publish);
    connect(samples_, &SampleView::sample_requested, bridge_, &Bridge::sample);
}

void MainWindow::connect_bridge() {
    connect(bridge_, &Bridge::run_changed, this, &MainWindow::show_run);
    connect(bridge_, &Bridge::records_arrived, this, &MainWindow::show_records);
    connect(bridge_, &Bridge::status_changed, this, &MainWindow::show_status);
}

void MainWindow::connect_time_travel() {
    time_travel_ = new TimeTravel({*bridge_, *plots_, *samples_, *meter_, *run_bar_, *time_panel_, *twin_, *controls_}, this);
    twin_->set_smoothing(plots_->smoothing());
    connect(plots_, &PlotsPage::smoothing_changed, twin_, &Twin::set_smoothing);
    connect(time_travel_, &TimeTravel::problem, this, &MainWindow::show_problem);
    connect(time_travel_, &TimeTravel::twin_started, this, [this] {
        twin_dock_->show();
        twin_dock_->raise();
        resizeDocks({twin_dock_}, {twin_height}, Qt::Vertical);
    });
    connect(problem_, &NoticeBar::offer_taken, this, [this] { time_travel_->rewind_to(time_travel_->rescue_step()); });
    connect(bridge_, &Bridge::knobs_followed, this, [this] { controls_->set_knobs(bridge_->knobs()); });
}

void MainWindow::connect_instruments() {
    const auto lead_to = [this](std::string_view key) {
        controls_dock_->show();
        controls_dock_->raise();
        controls_->show_knob(key);
    };
    connect(loop_, &LoopPage::knob_wanted, this, lead_to);
    connect(diagnosis_, &DiagnosisNotice::knob_wanted, this, lead_to);
    connect(diagnosis_, &DiagnosisNotice::step_wanted, this, [this](qint64 step) {
        plots_->set_cursor(static_cast<double>(step));
    });
    connect(controls_, &KnobPanel::restart_wanted, this,
            [this](const Knobs& knobs, const QString& change) { ask_for_new_run(*this, *bridge_, knobs, change); });
    connect(controls_, &KnobPanel::knobs_changed, this, [this](const Knobs& knobs) { samples_->set_prompt(plain(knobs.sampling.prompt)); });
    connect(samples_, &SampleView::prompt_changed, this, [this](const QString& prompt) {
        controls_->turn("sampling.prompt", prompt.toStdString());
        samples_->set_prompt(plain(controls_->knobs().sampling.prompt)); // a locked knob stays
    });
    connect(temperatures_, &TemperatureView::compare_requested, bridge_, &Bridge::compare_temperatures);
    connect(bridge_, &Bridge::comparison_arrived, temperatures_, &TemperatureView::show_comparison);
    connect(bridge_, &Bridge::comparison_failed, temperatures_, &TemperatureView::show_failure);
    connect(bridge_, &Bridge::run_changed, temperatures_, &TemperatureView::clear);
    connect(bridge_, &Bridge::status_changed, this, [this] { temperatures_->set_can_compare(bridge_->can_compare()); });
}

void MainWindow::connect_runs_and_presets() {
    connect(runs_, &RunsDock::problem, this, &MainWindow::show_problem);
    connect(runs_, &RunsDock::open_requested, this, [this](const std::filesystem::path& folder, bool resume) {
        presets_->open(plain(folder.string()), [this, resume] {
            const auto go_on = [this] { resume_shown_run(*this); };
            if (resume && loading_->is_reading())
                resume_when_loaded_ = connect(loading_, &LoadingBar::finished, this, go_on, Qt::SingleShotConnection);
            else if (resume)
                go_on();
        });
    });
    connect(runs_, &RunsDock::fork_requested, this, [this](const std::filesystem::path& folder, const QString& name) {
        const auto ask = [this, folder, name] { time_travel_->ask_to_fork(folder, name); };
        if (!presets_->ask_before_losing(ask))
            ask();
    });
    connect(runs_, &RunsDock::released, this, &MainWindow::end_others_in);
    connect(runs_, &RunsDock::overlays_loaded, time_travel_, &TimeTravel::show_beside);
    connect(runs_, &RunsDock::overlays_grew, plots_, &PlotsPage::refresh);
    connect(controls_, &KnobPanel::knobs_changed, knob_history_, &KnobHistory::record);
    connect(controls_, &KnobPanel::knobs_changed, presets_, &Presets::show_changes);
    connect(knob_history_, &KnobHistory::wanted, controls_, &KnobPanel::turn_to);
    connect(new DropTarget(*this), &DropTarget::dropped, arrivals_, &Arrivals::take);
}

} // namespace overdamp
