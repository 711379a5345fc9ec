// SPDX-License-Identifier: GPL-3.0-or-later
// How the training thread takes its owner's commands and snapshots, between steps.
#include "core/train/worker.h"

#include <utility>

namespace overdamp {

bool Worker::obey(const std::stop_token& stop) {
    while (true) {
        Command command{};
        {
            std::unique_lock lock(mailbox_.mutex);
            if (must_wait() && mailbox_.commands.empty() && !stop.stop_requested()) {
                lock.unlock();
                if (recorder_)
                    recorder_->flush();
                lock.lock();
                mailbox_.wake.wait(lock, [&] { return !must_wait() || !mailbox_.commands.empty() || stop.stop_requested(); });
            }
            if (stop.stop_requested())
                return false;
            if (mailbox_.commands.empty())
                return true;
            command = mailbox_.commands.front();
            mailbox_.commands.pop_front();
            mailbox_.obeying = true;
        }
        const bool go_on = obey(command);
        {
            const std::scoped_lock lock(mailbox_.mutex);
            mailbox_.obeying = false;
        }
        mailbox_.wake.notify_all();
        if (!go_on)
            return false;
        if (single_step_)
            return true; // the commands behind it come after the step
    }
}

bool Worker::obey(Command command) {
    switch (command) {
    case Command::run:
        paused_ = single_step_ = false;
        set_state(SessionState::running);
        break;
    case Command::pause:
        paused_ = true;
        set_state(SessionState::paused);
        break;
    case Command::step:
        paused_ = false;
        single_step_ = true;
        set_state(SessionState::running);
        break;
    case Command::stop:
        stopped_ = true;
        return false;
    case Command::sample:
        take_snapshot();
        draw_sample();
        break;
    case Command::compare_temperatures:
        take_snapshot();
        compare_temperatures();
        break;
    case Command::checkpoint:
        ensure_folder();
        write_checkpoint();
        break;
    }
    return true;
}

void Worker::take_snapshot() {
    meet_scheduled_events();
    repeat_events();
    if (trainer_->steps_done() < replay_end_)
        return;
    std::shared_ptr<const Snapshot> newest;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        newest = std::exchange(mailbox_.newest, nullptr);
    }
    if (newest) {
        current_ = *newest;
        current_.knobs = live_part(experiment_.knobs, newest->knobs);
    }
}

void Worker::repeat_events() {
    while (!recorded_.empty() && recorded_.front().step <= trainer_->steps_done()) {
        const EventRecord& event = recorded_.front();
        apply_changes(current_.knobs, event.changes);
        current_.revision = event.revision;
        current_.gesture = event.gesture;
        logged_ = current_; // it is in the file already
        recorded_.pop_front();
    }
}

} // namespace overdamp
