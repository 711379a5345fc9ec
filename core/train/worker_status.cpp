// SPDX-License-Identifier: GPL-3.0-or-later
// How the training thread says where the run stands, and how it ended.
#include "core/telemetry/summary.h"
#include "core/train/worker.h"

#include <algorithm>

namespace overdamp {

namespace {

constexpr std::size_t pace_steps = 200;

} // namespace

void Worker::finish(SessionState state, const std::string& message) {
    std::string text = message;
    try {
        if (recorder_)
            recorder_->flush();
        if (recorder_)
            write_summary(folder_, {.name = experiment_.name,
                                    .state = state == SessionState::failed ? "failed"
                                             : message.empty()             ? "finished"
                                                                           : message,
                                    .message = message,
                                    .steps = known_steps(),
                                    .seconds = seconds_,
                                    .step = last_step_,
                                    .evaluation = last_evaluation_,
                                    .onset = onset_->onset()});
    } catch (const std::exception& error) {
        if (state != SessionState::failed)
            text = error.what();
        state = SessionState::failed;
    }
    set_state(state, text);
}

void Worker::set_state(SessionState state, const std::string& message) {
    {
        const std::scoped_lock lock(mailbox_.mutex);
        mailbox_.status.state = state;
        if (state == SessionState::finished || state == SessionState::failed)
            mailbox_.obeying = false; // nobody is left to finish it
        if (!message.empty() || state == SessionState::running)
            mailbox_.status.message = message;
        if (state == SessionState::running)
            mailbox_.status.diverged = false;
    }
    mailbox_.wake.notify_all();
    if (mailbox_.state_changed)
        mailbox_.state_changed();
}

void Worker::update_status(double step_seconds) {
    pace_.push_back({known_steps(), seconds_});
    if (pace_.size() > pace_steps)
        pace_.pop_front();
    const double recent_seconds = pace_.size() > 1 ? pace_.back().seconds - pace_.front().seconds : step_seconds;
    const auto recent_steps = static_cast<double>(std::max<std::int64_t>(1, pace_.back().step - pace_.front().step));
    const auto left = static_cast<double>(experiment_.knobs.training.steps - known_steps());
    const auto tokens_per_step = static_cast<double>(world_size() * experiment_.knobs.training.batch * experiment_.knobs.model.context);
    const std::scoped_lock lock(mailbox_.mutex);
    mailbox_.status.step = known_steps();
    mailbox_.status.seconds = seconds_;
    mailbox_.status.tokens_per_second = recent_seconds > 0 ? tokens_per_step * recent_steps / recent_seconds : 0;
    mailbox_.status.seconds_remaining = left * recent_seconds / recent_steps;
}

} // namespace overdamp
