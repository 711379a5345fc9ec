// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/bridge.h"

#include "app/program/version.h"
#include "core/telemetry/run_folder.h"
#include "widgets/wording.h"

#include <algorithm>

namespace overdamp {

namespace {

constexpr int settle_milliseconds = 400;

bool same_status(const SessionStatus& a, const SessionStatus& b) {
    return a.state == b.state && a.step == b.step && a.steps == b.steps && a.seconds == b.seconds && a.message == b.message && a.notice == b.notice && a.folder == b.folder &&
           a.device == b.device && a.diverged == b.diverged;
}

bool has_restart_changes(const Knobs& running, const Knobs& wanted) {
    return !changes_between(wanted, live_part(running, wanted)).empty();
}

bool same_folder(const std::filesystem::path& a, const std::filesystem::path& b) {
    std::error_code ignored;
    return !a.empty() && !b.empty() && std::filesystem::equivalent(a, b, ignored);
}

} // namespace

Bridge::Bridge(std::filesystem::path runs, QObject* parent) : QObject(parent), runs_(std::move(runs)) {
    timer_.setInterval(pace_.pause());
    connect(&timer_, &QTimer::timeout, this, &Bridge::poll);
    settle_.setInterval(settle_milliseconds);
    settle_.setSingleShot(true);
    connect(&settle_, &QTimer::timeout, this, &Bridge::restart_preparation);
}

Bridge::~Bridge() {
    retire();
    wait_for_retired();
}

void Bridge::prepare(const Experiment& experiment) {
    settle_.stop();
    retire();
    experiment_ = experiment;
    knobs_ = experiment.knobs;
    history_.clear();
    import_origin_.reset();
    status_ = {};
    status_.steps = experiment.knobs.training.steps;
    thinned_ = 0;
    recorded_ = gestures_before_ = 0;
    has_run_ = true;
    SessionOptions options;
    options.runs = runs_;
    start_session(std::move(options));
    Q_EMIT run_changed();
    Q_EMIT status_changed();
}

void Bridge::open(const std::filesystem::path& folder) {
    if (shows(folder) && session_) { // what it has not written yet is to be read, too
        retire();
        timer_.stop();
        status_.state = SessionState::paused;
    }
    wait_for(folder);
    open(folder, load_history(folder));
}

void Bridge::open(const std::filesystem::path& folder, History history) {
    Experiment experiment = load_experiment(folder / "experiment.json");
    std::optional<ImportOrigin> import_origin = load_import_origin(folder);
    Knobs knobs = experiment.knobs;
    std::int64_t last_gesture = 0;
    for (const EventRecord& event : history.events()) {
        last_gesture = std::max(last_gesture, event.gesture);
        apply_changes(knobs, event.changes);
    }
    for (const EventRecord& event : load_schedule(folder))
        last_gesture = std::max(last_gesture, event.gesture);

    settle_.stop();
    retire();
    timer_.stop();
    experiment_ = std::move(experiment);
    import_origin_ = std::move(import_origin);
    knobs_ = knobs;
    history_ = std::move(history);
    const auto steps = history_.steps(MetricSource::step);
    status_ = {};
    status_.step = steps.empty() ? 0 : steps.back() + 1;
    status_.steps = experiment_.knobs.training.steps;
    status_.state = status_.step < status_.steps && !import_origin_ ? SessionState::paused : SessionState::finished;
    status_.folder = folder;
    thinned_ = 0;
    recorded_ = status_.step;
    gestures_before_ = last_gesture;
    gesture_ = last_gesture + 1;
    last_step_ = 0;
    moved_ = false;
    has_run_ = true;
    Q_EMIT run_changed();
    Q_EMIT status_changed();
}

bool Bridge::shows(const std::filesystem::path& folder) const { return same_folder(status_.folder, folder); }

void Bridge::wait_for(const std::filesystem::path& folder) {
    if (making_.valid())
        making_.wait(); // it may be reading that folder
    std::erase_if(retired_, [&](const Retired& one) { return same_folder(one.folder, folder); }); // whose end the future's own waits for
}

void Bridge::extend(std::int64_t last_step) {
    const std::filesystem::path folder = status_.folder;
    refuse_imported(folder);
    const Knobs wanted = knobs_; // a knob may have been moved after the end
    retire();
    wait_for_retired();
    open(folder);
    if (const Knobs moved = live_part(experiment_.knobs, wanted); !changes_between(knobs_, moved).empty()) {
        knobs_ = moved;
        moved_ = true;
        Q_EMIT run_changed();
    }
    last_step_ = last_step;
    status_.state = SessionState::paused;
    status_.steps = last_step;
    run();
}

void Bridge::let_go() {
    retire();
    wait_for_retired();
    prepare({experiment_.name, experiment_.description, knobs_});
}

void Bridge::discard() {
    const std::filesystem::path folder = status_.folder;
    retire();
    timer_.stop();
    wait_for_retired();
    std::error_code ignored; // a folder that cannot be deleted is a kept run
    if (!folder.empty())
        std::filesystem::remove_all(folder, ignored);
    has_run_ = false;
    status_ = {};
}

void Bridge::publish(const Knobs& knobs, std::int64_t gesture) {
    gesture_ = gestures_before_ + gesture;
    // While a restart knob settles, a live one must wait with it, or the preparation to come would not know of it.
    if (!begun() && (settle_.isActive() || has_restart_changes(experiment_.knobs, knobs))) {
        knobs_ = knobs;
        experiment_.knobs = knobs;
        settle_.start();
        return;
    }
    knobs_ = live_part(experiment_.knobs, knobs);
    if (session_)
        session_->publish(knobs_, gesture_);
    else
        moved_ = true;
}

void Bridge::run() {
    if (!makes_child()) // it rests for the child and goes on by itself
        session().run();
}

void Bridge::pause() {
    goes_on_ = false;
    if (session_)
        session_->pause();
}

void Bridge::step() {
    if (!makes_child())
        session().step();
}

void Bridge::stop() {
    if (has_run_ && state() == RunState::paused)
        session().stop(); // an opened run has no session before it goes on
    else if (session_)
        session_->stop();
}

void Bridge::sample() { session().sample(); }

void Bridge::checkpoint() {
    if (session_)
        session_->checkpoint(); // an opened run that has not gone on is on disk as it is
}

bool Bridge::can_compare() const {
    const RunState now = state();
    return now == RunState::ready || now == RunState::running || now == RunState::paused || (now == RunState::finished && !status_.folder.empty() && !import_origin_);
}

void Bridge::compare_temperatures(const std::vector<double>& temperatures) {
    if (state() != RunState::finished)
        return session().compare_temperatures(temperatures);
    if (reader_)
        return reader_->compare_temperatures(temperatures);
    poll();
    retire(); // the ended session still holds the folder
    wait_for_retired();
    SessionOptions options;
    options.resume = status_.folder;
    options.start_paused = true;
    options.state_changed = [this] { QMetaObject::invokeMethod(this, &Bridge::poll_reader, Qt::QueuedConnection); };
    reader_ = std::make_unique<Session>(experiment_, std::move(options));
    reader_->compare_temperatures(temperatures);
}

void Bridge::set_pause_at_onset(bool on) {
    pause_at_onset_ = on;
    if (session_)
        session_->pause_at_onset(on);
}

RunState Bridge::state() const {
    if (!has_run_)
        return RunState::none;
    switch (status_.state) {
    case SessionState::preparing:
        return RunState::preparing;
    case SessionState::running:
        return RunState::running;
    case SessionState::paused:
        return begun() ? RunState::paused : RunState::ready;
    case SessionState::finished:
        return RunState::finished;
    case SessionState::failed:
        return RunState::failed;
    }
    return RunState::none;
}

RunSummary Bridge::summary() const {
    return {.state = state(),
            .step = status_.step,
            .steps = status_.steps,
            .seconds = status_.seconds,
            .tokens_per_second = status_.tokens_per_second,
            .seconds_remaining = status_.seconds_remaining,
            .parameters = status_.parameters,
            .device = plain(status_.device)};
}

bool Bridge::begun() const {
    return status_.step > 0 || !status_.folder.empty() || status_.state == SessionState::running || status_.state == SessionState::finished;
}

void Bridge::start_session(SessionOptions options) {
    options.start_paused = true;
    options.program = this_version();
    options.state_changed = [this] { QMetaObject::invokeMethod(this, &Bridge::poll, Qt::QueuedConnection); };
    session_ = std::make_unique<Session>(experiment_, std::move(options));
    session_->pause_at_onset(pause_at_onset_);
    timer_.start();
}

Session& Bridge::session() {
    if (settle_.isActive())
        restart_preparation();
    if (!session_) {
        wait_for_retired(); // an ended session may still be writing the checkpoint that is to be read
        SessionOptions options;
        options.resume = status_.folder;
        options.last_step = last_step_;
        start_session(std::move(options));
        if (moved_)
            session_->publish(knobs_, gesture_);
    }
    return *session_;
}

void Bridge::retire() {
    forget_child();
    std::erase_if(retired_, [](const Retired& one) { return one.ending.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
    for (std::unique_ptr<Session>* ended : {&session_, &reader_})
        if (*ended) {
            std::filesystem::path folder = (*ended)->status().folder;
            if (folder.empty()) // it has not told yet
                folder = status_.folder;
            retired_.push_back({std::move(folder), std::async(std::launch::async, [session = std::move(*ended)]() mutable { session.reset(); })});
        }
}

void Bridge::wait_for_retired() { retired_.clear(); }

void Bridge::poll() {
    timer_.setInterval(pace_.pause());
    if (!session_)
        return;
    // The status first: it may lag behind the records, but never runs ahead of them.
    take_status();
    Channel::Batch batch = session_->channel().drain();
    thinned_ += batch.thinned;
    for (const Record& record : batch.records) {
        history_.append(record);
        follow_schedule(record);
    }
    if (!batch.records.empty())
        Q_EMIT records_arrived();
    if (const auto comparison = session_->take_comparison())
        Q_EMIT comparison_arrived(*comparison);
}

void Bridge::poll_reader() {
    if (!reader_)
        return;
    const SessionStatus status = reader_->status();
    const auto comparison = reader_->take_comparison();
    if (!comparison && status.state != SessionState::failed)
        return;
    retired_.push_back({status.folder, std::async(std::launch::async, [session = std::move(reader_)]() mutable { session.reset(); })});
    if (comparison)
        Q_EMIT comparison_arrived(*comparison);
    else
        Q_EMIT comparison_failed(plain(status.message));
}

void Bridge::follow_schedule(const Record& record) {
    const auto* event = std::get_if<EventRecord>(&record);
    if (!event || event->gesture > gestures_before_)
        return;
    apply_changes(knobs_, event->changes);
    Q_EMIT knobs_followed();
}

void Bridge::take_status() {
    SessionStatus status = session_->status();
    if (status.folder.empty())
        status.folder = status_.folder;
    if (status.state == SessionState::preparing) { // it knows its plan only afterwards
        status.step = status_.step;
        status.steps = status_.steps;
    }
    const bool changed = !same_status(status, status_);
    status_ = std::move(status);
    if (changed)
        Q_EMIT status_changed();
}

void Bridge::restart_preparation() {
    settle_.stop();
    const Experiment experiment = experiment_;
    prepare(experiment);
}

} // namespace overdamp
