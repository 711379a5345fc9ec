// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/time_travel.h"

#include "app/workbench/bridge.h"
#include "app/workbench/collapse_strip.h"
#include "app/workbench/fork_dialog.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/twin.h"
#include "core/telemetry/onset.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/twins.h"
#include "widgets/knob_panel.h"
#include "widgets/plot.h"
#include "widgets/sample_view.h"
#include "widgets/wording.h"

#include <QAction>
#include <QLocale>
#include <QMenu>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr int folder_milliseconds = 500; ///< between two looks for new checkpoints

QString number(qint64 step) { return count_text(step); }

/// One mark a gesture, named by its first event's revision.
std::vector<TimelineEvent> timeline_events(std::span<const EventRecord> events) {
    std::vector<TimelineEvent> marks;
    for (std::size_t begin = 0; begin < events.size();) {
        const std::size_t end = gesture_of(events, events[begin].revision).end;
        for (const Marker& marker : markers_of(events.subspan(begin, end - begin)))
            marks.push_back({.step = events[begin].step, .id = events[begin].revision, .label = marker.label, .meaning = marker.meaning});
        begin = std::max(end, begin + 1);
    }
    return marks;
}

/// Index of the last of `steps` that is not after `step`.
std::optional<std::size_t> index_at(std::span<const std::int64_t> steps, std::int64_t step) {
    const auto after = std::ranges::upper_bound(steps, step);
    return after == steps.begin() ? std::nullopt : std::optional(static_cast<std::size_t>(after - steps.begin()) - 1);
}

double value_at(const History& history, const char* name, std::int64_t step) {
    const Metric& metric = *find_metric(name);
    const auto index = index_at(history.steps(metric.source()), step);
    return index ? history.column(metric)[*index] : not_measured;
}

/// Rising; none for a run without a folder.
std::vector<qint64> checkpoints_of(const std::filesystem::path& run) {
    std::vector<qint64> steps;
    if (!run.empty())
        for (const auto& checkpoint : list_checkpoints(run))
            steps.insert(steps.begin(), *checkpoint_step(checkpoint));
    return steps;
}

} // namespace

TimeTravel::TimeTravel(const TimeTravelParts& parts, QWidget* window) : QObject(window), parts_(parts), window_(window) { connect_parts(); }

void TimeTravel::connect_parts() {
    connect(&parts_.bridge, &Bridge::run_changed, this, &TimeTravel::begin_run);
    connect(&parts_.bridge, &Bridge::records_arrived, this, [this] {
        parts_.twin.refresh();
        show_line();
    });
    connect(&parts_.bridge, &Bridge::status_changed, this, &TimeTravel::show_line);
    Timeline& timeline = parts_.panel.timeline();
    connect(&timeline, &Timeline::scrubbed, this, &TimeTravel::scrub);
    connect(&timeline, &Timeline::menu_requested, this, &TimeTravel::show_menu);
    // A pointer that leaves a plot gives the cursors back to the moment looked at.
    const auto hover = [this](std::optional<double> step) {
        const auto shown = step ? std::optional(static_cast<qint64>(std::llround(*step))) : std::nullopt;
        parts_.panel.timeline().show_pointer(shown);
        const auto place = step ? step : looked_at() ? std::optional(static_cast<double>(*looked_at())) : std::nullopt;
        parts_.twin.set_cursor(place);
        if (!step || sender() == &parts_.twin)
            parts_.plots.set_cursor(place);
        show_moment();
    };
    connect(&parts_.plots, &PlotsPage::cursor_moved, this, hover);
    connect(&parts_.twin, &Twin::cursor_moved, this, hover);
    connect(&parts_.twin, &Twin::records_arrived, this, [this] {
        parts_.plots.refresh();
        show_moment();
    });
    connect(&parts_.panel, &TimePanel::what_if_requested, this, &TimeTravel::repeat_without);
    connect(&parts_.panel, &TimePanel::twin_requested, this, [this](bool from_start) {
        // Until the feedback was in force, the run is its own twin.
        const History& history = parts_.bridge.history();
        start_twin(static_cast<std::int64_t>(from_start ? untouched_steps(history) : history.size()));
    });
    connect(&parts_.panel, &TimePanel::known_twin_requested, this, &TimeTravel::start_twin);
    connect(parts_.panel.twin_menu(), &QMenu::aboutToShow, this, &TimeTravel::offer_twin);
    connect(&parts_.twin, &Twin::started, this, [this] {
        parts_.twin.set_cursor(looked_at() ? std::optional(static_cast<double>(*looked_at())) : std::nullopt);
        show_overlays();
        show_line();
        Q_EMIT twin_started();
    });
    connect(&parts_.bridge, &Bridge::child_failed, this, &TimeTravel::problem);
    connect(&parts_.panel, &TimePanel::twin_ended, this, [this] { end_twin(false); });
    connect(&parts_.bar, &RunBar::checkpoint_requested, &parts_.bridge, &Bridge::checkpoint);
    // A paused run reports no steps after which new checkpoints would be looked for.
    look_again_.setSingleShot(true);
    connect(&look_again_, &QTimer::timeout, this, &TimeTravel::show_line);
    connect(&parts_.bar, &RunBar::checkpoint_requested, this, [this] { look_again_.start(2 * folder_milliseconds); });
    connect(&parts_.bar, &RunBar::rewind_requested, this, &TimeTravel::rewind);
    connect(&parts_.bar, &RunBar::fork_requested, this, [this] { ask_to_fork(); });
}

std::optional<qint64> TimeTravel::looked_at() const { return parts_.panel.timeline().cursor(); }

void TimeTravel::begin_run() {
    parts_.twin.end();
    parent_.reset();
    parent_history_.reset();
    const std::filesystem::path run = parts_.bridge.folder();
    try {
        if (!run.empty())
            parent_ = load_parent(run);
        const auto folder = parent_ ? parent_folder(run, *parent_) : std::nullopt;
        parent_folder_ = folder.value_or(std::filesystem::path());
        if (parent_ && leaving_)
            parent_history_ = leaving_;
        else if (folder)
            parent_history_ = std::make_shared<const History>(load_history(*folder));
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what())); // the child itself is whole
    }
    parts_.panel.timeline().set_cursor(std::nullopt);
    parts_.meter.look_at(std::nullopt);
    fresh_ = true;
    show_overlays();
    show_line();
}

void TimeTravel::go(const std::filesystem::path& parent, const Fork& fork) {
    parts_.twin.end();
    const auto make = [parent, fork] { return fork_run(parent, std::filesystem::absolute(parent).parent_path(), fork); };
    parts_.bridge.make_child(parent, make, [this, parent, kind = fork.kind](const Child& child) {
        if (parts_.bridge.shows(parent))
            leaving_ = std::make_shared<const History>(parts_.bridge.history());
        parts_.bridge.open(child.folder, std::move(*child.history));
        leaving_.reset();
        Q_EMIT child_made(kind);
        if (kind != ForkKind::rewind)
            parts_.bridge.run();
    });
}

std::int64_t TimeTravel::rescue_step() const { return overdamp::rescue_step(parts_.bridge.folder(), parts_.bridge.summary().step); }

void TimeTravel::rewind() { rewind_to(looked_at() ? *looked_at() : rescue_step()); }

void TimeTravel::rewind_to(std::int64_t step) { go(parts_.bridge.folder(), {.kind = ForkKind::rewind, .step = step}); }

void TimeTravel::ask_to_fork() { ask_to_fork_at(looked_at().value_or(parts_.bridge.summary().step)); }

void TimeTravel::ask_to_fork_at(std::int64_t step) {
    const Bridge& bridge = parts_.bridge;
    const auto events = bridge.history().events();
    show_dialog({.folder = bridge.folder(),
                 .name = {},
                 .experiment = bridge.experiment(),
                 .events = {events.begin(), events.end()},
                 .steps = bridge.summary().step},
                step);
}

void TimeTravel::ask_to_fork(const std::filesystem::path& run, const QString& name) {
    if (parts_.bridge.shows(run))
        return ask_to_fork();
    try {
        ForkSource source = load_fork_source(run, name);
        const std::int64_t last = source.steps;
        show_dialog(std::move(source), last);
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

void TimeTravel::show_dialog(ForkSource source, std::int64_t step) {
    auto* dialog = new ForkDialog(std::move(source), step, window_);
    dialog->controls().take_locks(parts_.controls);
    connect(dialog, &ForkDialog::chosen, this, &TimeTravel::go);
    dialog->open();
}

void TimeTravel::repeat_without(std::int64_t revision) {
    try {
        go(parts_.bridge.folder(), what_if_not(parts_.bridge.history().events(), revision));
    } catch (const SettingsError& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

void TimeTravel::start_twin(std::int64_t step) {
    parts_.twin.start(step);
    show_overlays();
    show_line();
}

void TimeTravel::offer_twin() {
    const std::vector<KnownTwin> known = parts_.twin.trains() || parts_.bridge.folder().empty() ? std::vector<KnownTwin>{} : twins_of(parts_.bridge.folder());
    parts_.panel.offer_twin(known.empty() ? std::nullopt : std::optional<qint64>(known.front().step));
}

void TimeTravel::end_twin(bool wait) {
    wait ? parts_.twin.end_and_wait() : parts_.twin.end();
    show_overlays();
    show_line();
}

void TimeTravel::scrub(std::optional<qint64> step) {
    const auto place = step ? std::optional(static_cast<double>(*step)) : std::nullopt;
    parts_.plots.set_cursor(place);
    parts_.twin.set_cursor(place);
    const History& history = parts_.bridge.history();
    CollapseLevels levels = collapse_levels(history);
    QSlider& slider = *parts_.samples.slider();
    if (step) {
        const auto samples = history.samples();
        const auto after = std::ranges::upper_bound(samples, *step, {}, &SampleRecord::step);
        slider.setValue(std::max(0, static_cast<int>(after - samples.begin()) - 1));
        levels.now.reset();
        if (index_at(history.steps(MetricSource::evaluation), *step))
            levels.now = CollapseLevel{.step = *step,
                                       .share = value_at(history, "sample/hf_share_top10", *step),
                                       .entropy = value_at(history, "eval/predictive_entropy", *step),
                                       .distinct_2 = value_at(history, "sample/distinct_2", *step)};
    } else {
        slider.setValue(slider.maximum());
    }
    parts_.meter.look_at(step ? std::optional(levels) : std::nullopt);
    show_moment();
}

QString TimeTravel::moment_text() const {
    const Bridge& bridge = parts_.bridge;
    const std::optional<qint64> pointed = parts_.panel.timeline().pointer();
    const std::optional<qint64> step = pointed ? pointed : looked_at();
    QStringList facts;
    if (bridge.makes_child())
        return tr("The child is being made …");
    if (step) {
        facts << tr("step %1").arg(number(*step));
        const Knobs knobs = knobs_before(bridge.experiment(), bridge.history().events(), *step + 1);
        std::vector<std::string> shown;
        if (!bridge.import_origin())
            shown.emplace_back("feedback.strength");
        for (const EventRecord& event : bridge.history().events())
            for (const KnobChange& change : event.changes)
                if (std::ranges::find(shown, change.key) == shown.end())
                    shown.push_back(change.key);
        for (const std::string& key : shown) {
            const Knob& knob = find_knob(key);
            const QString name = knob.symbol.empty() ? translated(knob.label) : plain(knob.symbol);
            facts << QStringLiteral("%1 %2").arg(name, value_text(knob, knob.value(knobs)));
        }
        const auto add = [&](const char* name, const QString& pattern, int decimals) {
            if (const double value = value_at(bridge.history(), name, *step); !std::isnan(value))
                facts << pattern.arg(QLocale().toString(value, 'f', decimals));
        };
        add("train/loss", tr("loss %1"), 2);
        add("train/predictive_entropy", tr("entropy %1"), 2);
        add("sample/hf_share_top10", tr("share %1 %"), 0);
        return facts.join(QStringLiteral(" · "));
    }
    if (parent_) {
        const QString forms[] = {tr("rewound to step %1 of %2"), tr("forked at step %1 of %2"),
                                 tr("repeated from step %1 on, without one gesture of %2"),
                                 tr("twin of %2, without feedback from step %1 on")};
        facts << forms[static_cast<int>(parent_->kind)].arg(number(parent_->step), plain(parent_->run));
    }
    if (parts_.twin.trains())
        facts << parts_.twin.progress();
    if (facts.isEmpty() && bridge.history().size() > 0)
        facts << tr("Drag along the line to look back.");
    return facts.join(QStringLiteral(" · "));
}

void TimeTravel::show_moment() { parts_.panel.show_moment(moment_text()); }

void TimeTravel::show_line() {
    const Bridge& bridge = parts_.bridge;
    const RunSummary summary = bridge.summary();
    TimelineContent content = parts_.panel.timeline().content();
    content.end = summary.steps;
    content.position = summary.step;
    content.recorded = std::max<qint64>(static_cast<qint64>(bridge.history().size()), bridge.recorded());
    content.own_from = parent_ ? std::optional<qint64>(parent_->step) : std::nullopt;
    const History& history = bridge.history();
    if (const std::size_t events = history.events().size(); events != events_shown_ || fresh_) {
        content.events = timeline_events(history.events());
        events_shown_ = events;
    }
    if (const std::size_t evaluations = history.steps(MetricSource::evaluation).size(); evaluations != evaluations_shown_ || fresh_) {
        content.onset = find_onset(history, not_measured).onset_step;
        evaluations_shown_ = evaluations;
    }
    if (fresh_ || folder_read_.hasExpired(folder_milliseconds)) {
        content.checkpoints = checkpoints_of(bridge.folder());
        folder_read_.start();
    }
    fresh_ = false;
    parts_.panel.timeline().set_content(std::move(content));
    parts_.panel.show_gestures();
    const bool past = !bridge.folder().empty() && !bridge.import_origin() && (bridge.history().size() > 0 || summary.step > 0);
    parts_.bar.set_can_go_back(past && !bridge.makes_child());
    parts_.panel.show_twin(parts_.twin.trains(), past && !bridge.makes_child() && summary.state != RunState::failed);
    show_moment();
}

void TimeTravel::show_overlays() {
    // Parent and twin may be ticked as well; they are drawn once, as the list of runs shows them.
    std::vector<Overlay> overlays = others_;
    const auto add = [&](Overlay own) {
        std::error_code gone;
        const auto same = std::ranges::find_if(overlays, [&](const Overlay& other) { return std::filesystem::equivalent(other.folder, own.folder, gone); });
        if (same == overlays.end()) {
            overlays.push_back(std::move(own));
        } else {
            same->name = tr("%1 (%2)").arg(same->name, own.name);
            if (own.history->size() > same->history->size()) // a twin's own record is ahead of its folder
                same->history = own.history;
        }
    };
    if (parent_history_)
        add({.name = tr("parent"), .history = parent_history_, .colour = parent_colour, .folder = parent_folder_});
    if (parts_.twin.history())
        add({.name = tr("twin"), .history = parts_.twin.history(), .colour = twin_colour, .folder = parts_.twin.folder()});
    parts_.plots.set_overlays(std::move(overlays));
}

void TimeTravel::show_beside(std::vector<Overlay> others) {
    others_ = std::move(others);
    show_overlays();
}

void TimeTravel::show_menu(qint64 step, qint64 event, const QPoint& place) {
    auto* menu = new QMenu(window_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool past = parts_.bar.rewind_action()->isEnabled();
    menu->addAction(tr("Rewind to step %1").arg(number(step)), this, [this, step] { rewind_to(step); })->setEnabled(past);
    menu->addAction(tr("Fork at step %1…").arg(number(step)), this, [this, step] { ask_to_fork_at(step); })->setEnabled(past);
    for (const TimelineEvent& mark : parts_.panel.timeline().content().events)
        if (mark.id == event)
            menu->addAction(tr("What if I had not: %1 (step %2)").arg(mark.label, number(mark.step)), this, [this, event] { repeat_without(event); });
    menu->addSeparator();
    menu->addActions(parts_.panel.twin_menu()->actions());
    menu->addSeparator();
    menu->addAction(tr("Look at the present"), this, [this] {
        parts_.panel.timeline().set_cursor(std::nullopt);
        scrub(std::nullopt);
    });
    menu->popup(place);
}

} // namespace overdamp
