// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/lesson_player.h"

#include "app/workbench/knob_history.h"
#include "app/workbench/lesson_card.h"
#include "app/workbench/lesson_parts.h"
#include "app/workbench/main_window.h"
#include "app/workbench/pages.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/presenter.h"
#include "app/workbench/presets.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/time_travel.h"
#include "widgets/highlight.h"
#include "widgets/knob_editor.h"
#include "widgets/knob_panel.h"
#include "widgets/plot_catalog.h"
#include "widgets/timeline.h"

#include <QAction>
#include <QDockWidget>
#include <QShortcut>

#include <algorithm>
#include <utility>

namespace overdamp {

namespace {

bool trains(const Rule& rule) {
    return std::holds_alternative<StepReached>(rule) || std::holds_alternative<MoreSteps>(rule) || std::holds_alternative<MetricReached>(rule);
}

bool makes_child(const Rule& rule) { return std::holds_alternative<ChildMade>(rule); }

QString text_of(const std::string& text) { return QString::fromStdString(text); }

} // namespace

LessonPlayer::LessonPlayer(MainWindow& window, LessonCard& card) : QObject(&window), window_(window), card_(card) { connect_window(); }

void LessonPlayer::connect_window() {
    connect(&card_, &LessonCard::advanced, this, &LessonPlayer::advance);
    connect(&card_, &LessonCard::went_back, this, &LessonPlayer::go_back);
    connect(&card_, &LessonCard::predicted, this, &LessonPlayer::predict);
    connect(&card_, &LessonCard::left, this, &LessonPlayer::leave);
    const Bridge& bridge = window_.bridge();
    connect(&bridge, &Bridge::records_arrived, this, &LessonPlayer::update);
    connect(&bridge, &Bridge::status_changed, this, &LessonPlayer::update);
    connect(&window_.controls(), &KnobPanel::knobs_changed, this, &LessonPlayer::update);
    connect(&bridge, &Bridge::run_changed, this, [this] {
        if (progress_ && !strayed())
            progress_->begin_run(next_step());
        if (is_playing() && strayed_ != strayed()) {
            strayed_ = strayed();
            hold_knobs();
            show_highlights();
        }
        update();
    });
    connect(&window_.time_travel(), &TimeTravel::child_made, this, [this](ForkKind kind) {
        if (progress_ && !strayed())
            progress_->child(kind);
        update();
    });
    connect(&window_.time_panel().timeline(), &Timeline::scrubbed, this, &LessonPlayer::update);
    for (QDockWidget* dock : window_.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        connect(dock, &QDockWidget::visibilityChanged, this, &LessonPlayer::update);
    // A presenter's remote control sends these, wherever the focus is.
    const auto add_key = [this](Qt::Key key, void (LessonPlayer::*slot)()) {
        auto* shortcut = new QShortcut(key, &window_);
        shortcut->setEnabled(false);
        connect(shortcut, &QShortcut::activated, this, slot);
        presenter_keys_.push_back(shortcut);
    };
    add_key(Qt::Key_PageDown, &LessonPlayer::advance);
    add_key(Qt::Key_PageUp, &LessonPlayer::go_back);
    connect(window_.presenter().action(), &QAction::toggled, this, [this] {
        show_highlights();
        if (is_playing())
            card_.setFocus();
    });
}

void LessonPlayer::start(const Lesson& lesson) {
    leave();
    lesson_ = std::make_unique<const Lesson>(lesson);
    answers_.assign(lesson_->steps.size(), {});
    plots_before_ = window_.plots().state();
    window_.pages().show_explore();
    enter(0);
    card_.show();
    card_.setFocus();
    Q_EMIT started();
}

void LessonPlayer::leave() {
    if (!is_playing())
        return;
    lesson_.reset();
    progress_.reset();
    folder_.clear();
    strayed_ = completed_ = false;
    card_.hide();
    hold_knobs();
    show_highlights();
    if (plots_before_)
        window_.plots().set_state(*std::exchange(plots_before_, std::nullopt));
    Q_EMIT left();
}

void LessonPlayer::enter(std::size_t index) {
    reached_ = shown_ = index;
    completed_ = false;
    if (index == lesson_->steps.size()) {
        progress_.reset();
        Q_EMIT finished(text_of(lesson_->id));
    } else {
        const LessonStep& step = lesson_->steps[index];
        if (index == 0 || step.begin)
            begin_run(step.begin.value_or(lesson_->experiment.knobs));
        progress_.emplace(step.done, next_step());
        show_plots(step.plots);
    }
    hold_knobs();
    show_highlights();
    update();
    card_.setFocus();
}

void LessonPlayer::begin_run(const Knobs& knobs) {
    folder_.clear();
    begun_with_ = knobs;
    progress_.reset();
    window_.bridge().prepare({lesson_->experiment.name, lesson_->experiment.description, knobs});
}

void LessonPlayer::show_plots(const std::vector<std::string>& ids) {
    if (ids.empty())
        return;
    PlotLayout layout{.plot = ids.front()};
    if (ids.size() > 1) {
        layout = {.plot = {}, .orientation = Qt::Horizontal};
        for (const std::string& id : ids) {
            layout.parts.push_back({.plot = id, .y_scale = find_plot_kind(id)->y_scale});
            layout.sizes.push_back(1000);
        }
    } else {
        layout.y_scale = find_plot_kind(ids.front())->y_scale;
    }
    window_.plots().set_state({.layout = layout, .smoothing = window_.plots().smoothing()});
}

void LessonPlayer::advance() {
    if (!is_playing())
        return;
    if (strayed_)
        return return_to_run();
    if (shown_ < reached_) {
        ++shown_;
        return show_card();
    }
    if (reached_ == lesson_->steps.size())
        return leave();
    if (prediction_due())
        return card_.insist();
    if (progress_ && progress_->all_met())
        enter(reached_ + 1);
}

void LessonPlayer::go_back() {
    if (!is_playing() || shown_ == 0)
        return;
    --shown_;
    show_card();
}

void LessonPlayer::predict(double answer) {
    if (!is_playing() || !prediction_due() || shown_ != reached_)
        return;
    answers_[reached_].predicted = answer;
    progress_.emplace(lesson_->steps[reached_].done, next_step());
    hold_knobs();
    update();
    card_.setFocus();
}

bool LessonPlayer::prediction_due() const {
    return reached_ < lesson_->steps.size() && lesson_->steps[reached_].predict && !answers_[reached_].predicted;
}

bool LessonPlayer::strayed() const { return window_.bridge().experiment().name != lesson_->experiment.name; }

void LessonPlayer::return_to_run() {
    std::error_code ignored;
    const std::filesystem::path folder = folder_;
    if (!folder.empty() && std::filesystem::is_directory(folder, ignored))
        window_.open(folder.string());
    else
        begin_run(begun_with_);
    card_.setFocus();
}

void LessonPlayer::update() {
    if (!is_playing())
        return;
    if (!strayed_ && progress_) {
        if (!window_.bridge().folder().empty())
            folder_ = window_.bridge().folder();
        if (!prediction_due()) {
            progress_->observe({window_.bridge().history(), window_.controls().knobs(), next_step()});
            take_looks();
            if (progress_->all_met())
                complete();
        } else if (window_.bridge().state() == RunState::running) {
            window_.bridge().pause();
            card_.insist();
        }
    }
    show_card();
}

void LessonPlayer::take_looks() {
    for (const std::string& name : lesson_names().docks) {
        const QDockWidget* dock = find_dock(window_, name);
        const bool seen = dock ? !dock->visibleRegion().isEmpty() : window_.time_travel().looked_at().has_value();
        if (seen)
            progress_->look(name);
    }
}

/// All tasks are done: takes the measure, and stops the run for the student to read.
void LessonPlayer::complete() {
    const LessonStep& step = lesson_->steps[reached_];
    Answer& answer = answers_[reached_];
    if (step.predict && !answer.measured) {
        answer.measured = measure(step.predict->measure, window_.bridge().history(), window_.time_travel().parent_history());
        if (!answer.measured)
            return; // more steps bring it
        answer.place = place_of(answer.measured->step);
    }
    if (!std::exchange(completed_, true) && std::ranges::any_of(step.done, trains))
        window_.bridge().pause();
}

void LessonPlayer::hold_knobs() {
    KnobPanel& controls = window_.controls();
    window_.knob_history().stack().clear(); // what was done before is not to be undone past a lock
    const bool plays = is_playing() && !strayed_;
    const bool steps = plays && reached_ < lesson_->steps.size();
    if (!steps) {
        controls.unlock();
        return window_.presenter().offer({}, false);
    }
    const LessonStep& step = lesson_->steps[reached_];
    const bool first = prediction_due();
    controls.lock_all_but(first ? std::vector<std::string>{} : step.unlock,
                          first ? tr("Locked until you have predicted.") : tr("Locked by the lesson “%1”.").arg(text_of(lesson_->title)));
    window_.presenter().offer(step.unlock, std::ranges::any_of(step.done, makes_child));
}

void LessonPlayer::show_highlights() {
    for (const QPointer<Highlight>& highlight : std::exchange(highlights_, {}))
        delete highlight.data();
    const bool steps = is_playing() && !strayed_ && reached_ < lesson_->steps.size();
    for (QShortcut* key : presenter_keys_)
        key->setEnabled(is_playing() && window_.presenter().is_presenting());
    if (!steps)
        return;
    for (const std::string& name : lesson_->steps[reached_].highlight) {
        if (QDockWidget* dock = find_dock(window_, name); dock && !window_.presenter().is_presenting()) {
            dock->show();
            dock->raise();
        }
        for (QWidget* part : find_part(window_, name))
            highlights_.emplace_back(new Highlight(*part, qobject_cast<KnobEditor*>(part) ? Highlight::Place::outside : Highlight::Place::over));
        const auto knobs = knob_table();
        if (std::ranges::find(knobs, name, &Knob::key) != knobs.end() && !window_.presenter().is_presenting()) {
            window_.controls_dock()->show();
            window_.controls_dock()->raise();
            window_.controls().show_knob(name);
        }
    }
}

std::int64_t LessonPlayer::next_step() const {
    const auto steps = window_.bridge().history().steps(MetricSource::step);
    return steps.empty() ? 0 : steps.back() + 1;
}

} // namespace overdamp
