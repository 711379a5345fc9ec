// SPDX-License-Identifier: GPL-3.0-or-later
// How the training thread makes steps: on a GPU the next is begun before the numbers of the last have come.
#include "core/telemetry/run_program.h"
#include "core/train/clock.h"
#include "core/train/worker.h"

#include <algorithm>
#include <utility>

namespace overdamp {

bool Worker::goes_straight_on(const std::stop_token& stop) {
    const std::int64_t step = trainer_->steps_done();
    const auto waits_for = [&](const std::deque<EventRecord>& events) { return !events.empty() && events.front().step <= step; };
    if (trainer_->steps_in_flight() == 0 || at_end() || evaluation_due() || sample_due() || checkpoint_due() || waits_for(recorded_) ||
        waits_for(scheduled_))
        return false;
    const std::scoped_lock lock(mailbox_.mutex);
    return !must_wait() && mailbox_.commands.empty() && mailbox_.handed.empty() && !mailbox_.newest && !stop.stop_requested();
}

void Worker::train_one_step() {
    if (std::exchange(resumed_, false)) {
        std::filesystem::remove(folder_ / "summary.json"); // of an earlier end
        note_program(folder_, options_.program, trainer_->steps_done());
    }
    log_snapshot_change();
    if (lead_)
        lead_->begin_step(current_.knobs);
    begun_.push_back(clock_seconds());
    trainer_->begin_step(current_.knobs);
    const std::size_t lead = !single_step_ && trainer_->runs_ahead(current_.knobs) ? 1 : 0;
    while (trainer_->steps_in_flight() > lead)
        take_record();
    count_seconds();
}

void Worker::settle() {
    while (trainer_->steps_in_flight() > 0)
        take_record();
}

void Worker::settle_after_failure() {
    try {
        settle();
    } catch (const std::exception&) {
        // what the run failed of came first
    }
}

void Worker::take_record() {
    last_step_ = trainer_->finish_step();
    const double taken = clock_seconds(), step_seconds = taken - std::max(begun_.front(), record_taken_);
    begun_.pop_front();
    begun_.resize(trainer_->steps_in_flight()); // those behind a step that had to be repeated are gone
    record_taken_ = taken;
    count_seconds();
    last_step_->revision = current_.revision;
    last_step_->wall = wall_time();
    last_step_->seconds = seconds_;
    last_step_->tokens_per_second = static_cast<double>(world_size() * current_.knobs.training.batch * current_.knobs.model.context) / step_seconds;
    onset_->observe(*last_step_);
    publish(*last_step_);
    update_status(step_seconds);
    keep_pace();
}

void Worker::pause_diverged(const NumericError& error) {
    paused_ = true;
    single_step_ = false;
    begun_.clear();
    leave_lockstep();
    {
        const std::scoped_lock lock(mailbox_.mutex);
        mailbox_.status.diverged = true;
    }
    set_state(SessionState::paused, std::string(error.what()) + "; lower the learning rate or the feedback");
}

void Worker::count_seconds() {
    const double time = clock_seconds();
    seconds_ += time - counted_;
    counted_ = time;
}

} // namespace overdamp
