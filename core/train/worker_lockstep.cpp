// SPDX-License-Identifier: GPL-3.0-or-later
// How a worker meets events that others made, and keeps pace with a partner.
#include "core/telemetry/fork.h"
#include "core/train/worker.h"

#include <utility>

namespace overdamp {

bool Worker::must_wait() const {
    const std::int64_t step = trainer_->steps_done();
    return paused_ || (step >= mailbox_.limit && step < experiment_.knobs.training.steps);
}

void Worker::meet_scheduled_events() {
    std::deque<EventRecord> handed;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        handed.swap(mailbox_.handed);
    }
    for (EventRecord& event : handed) {
        append_to_schedule(folder_, event); // it must outlive this sitting, if that ends before its step
        scheduled_.push_back(std::move(event));
    }
    while (!scheduled_.empty() && scheduled_.front().step <= trainer_->steps_done()) {
        const EventRecord& event = scheduled_.front();
        apply_changes(current_.knobs, event.changes);
        current_.gesture = event.gesture;
        const std::scoped_lock lock(mailbox_.mutex);
        current_.revision = ++mailbox_.revision;
        scheduled_.pop_front();
    }
}

void Worker::keep_pace() {
    const auto move_limit = [](const std::shared_ptr<Mailbox>& partner, std::int64_t limit) {
        if (!partner)
            return;
        {
            const std::scoped_lock lock(partner->mutex);
            partner->limit = limit;
        }
        partner->wake.notify_all();
    };
    std::shared_ptr<Mailbox> leader, follower;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        leader = mailbox_.leader.lock();
        follower = mailbox_.follower.lock();
    }
    move_limit(leader, known_steps() + lead_steps);
    move_limit(follower, known_steps());
}

void Worker::leave_lockstep() {
    std::shared_ptr<Mailbox> leader;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        leader = std::exchange(mailbox_.leader, {}).lock();
    }
    if (!leader)
        return;
    {
        const std::scoped_lock lock(leader->mutex);
        leader->limit = std::numeric_limits<std::int64_t>::max();
        leader->follower.reset();
    }
    leader->wake.notify_all();
}

void Worker::hand_over(const EventRecord& event) {
    std::shared_ptr<Mailbox> follower;
    {
        const std::scoped_lock lock(mailbox_.mutex);
        follower = mailbox_.follower.lock();
    }
    EventRecord copy{event.step, event.revision, event.gesture, twin_changes(event.changes)};
    if (!follower || copy.changes.empty())
        return;
    const std::scoped_lock lock(follower->mutex);
    follower->handed.push_back(std::move(copy));
}

} // namespace overdamp
