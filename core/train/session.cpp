// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/session.h"

#include "core/telemetry/fork.h"
#include "core/train/worker.h"

#include <algorithm>
#include <utility>

namespace overdamp {

namespace {

/// Revisions of a resumed run go on after those that it has used.
std::int64_t last_revision(const std::filesystem::path& run) {
    try {
        const std::optional<StepRecord> step = last_step_record(run);
        std::int64_t last = step ? step->revision : 0;
        for (const auto& events : {load_events(run), load_schedule(run)})
            for (const EventRecord& event : events)
                last = std::max(last, event.revision);
        return last;
    } catch (const std::exception&) {
        return 0; // the worker meets the same error and reports it
    }
}

} // namespace

Session::Session(Experiment experiment, SessionOptions options) : mailbox_(std::make_shared<Mailbox>()) {
    mailbox_->state_changed = options.state_changed;
    mailbox_->revision = options.resume.empty() ? 0 : last_revision(options.resume);
    thread_ = std::jthread([mailbox = mailbox_, experiment = std::move(experiment), options = std::move(options)](const std::stop_token& stop) {
        Worker(*mailbox, experiment, options).run(stop);
    });
}

Session::~Session() { thread_.request_stop(); } // the worker's stop callback wakes it

std::int64_t Session::publish(const Knobs& knobs, std::int64_t gesture) {
    const std::scoped_lock lock(mailbox_->mutex);
    mailbox_->newest = std::make_shared<const Snapshot>(Snapshot{knobs, ++mailbox_->revision, gesture});
    return mailbox_->revision;
}

void Session::send(Command command) {
    {
        const std::scoped_lock lock(mailbox_->mutex);
        mailbox_->commands.push_back(command);
    }
    mailbox_->wake.notify_all();
}

void Session::run() { send(Command::run); }
void Session::pause() { send(Command::pause); }
void Session::step() { send(Command::step); }
void Session::stop() { send(Command::stop); }
void Session::sample() { send(Command::sample); }
void Session::checkpoint() { send(Command::checkpoint); }

void Session::follow(Session& leader) {
    {
        const std::scoped_lock lock(leader.mailbox_->mutex, mailbox_->mutex);
        if (mailbox_->status.state == SessionState::failed)
            return;
        mailbox_->leader = leader.mailbox_;
        leader.mailbox_->follower = mailbox_;
        mailbox_->limit = leader.mailbox_->status.step;
        leader.mailbox_->limit = mailbox_->status.step + lead_steps;
    }
    leader.mailbox_->wake.notify_all();
    mailbox_->wake.notify_all();
}

void Session::compare_temperatures(std::vector<double> temperatures) {
    {
        const std::scoped_lock lock(mailbox_->mutex);
        mailbox_->temperatures = std::move(temperatures);
    }
    send(Command::compare_temperatures);
}

std::optional<TemperatureComparison> Session::take_comparison() {
    const std::scoped_lock lock(mailbox_->mutex);
    return std::exchange(mailbox_->comparison, std::nullopt);
}

void Session::pause_at_onset(bool on) {
    const std::scoped_lock lock(mailbox_->mutex);
    mailbox_->pause_at_onset = on;
}

SessionStatus Session::status() const {
    const std::scoped_lock lock(mailbox_->mutex);
    return mailbox_->status;
}

SessionState Session::wait() const {
    std::unique_lock lock(mailbox_->mutex);
    mailbox_->wake.wait(lock, [&] {
        const SessionState state = mailbox_->status.state;
        const bool ended = state == SessionState::finished || state == SessionState::failed;
        return ended || (state == SessionState::paused && mailbox_->commands.empty() && !mailbox_->obeying);
    });
    return mailbox_->status.state;
}

Channel& Session::channel() { return mailbox_->channel; }

} // namespace overdamp
