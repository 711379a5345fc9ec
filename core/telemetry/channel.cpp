// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/channel.h"

#include <algorithm>
#include <utility>

namespace overdamp {

void Channel::push(Record record) {
    const std::scoped_lock lock(mutex_);
    if (records_.size() >= capacity_)
        thin_out();
    records_.push_back(std::move(record));
}

Channel::Batch Channel::drain() {
    const std::scoped_lock lock(mutex_);
    return {std::exchange(records_, {}), std::exchange(thinned_, 0)};
}

void Channel::thin_out() {
    const std::size_t before = records_.size();
    bool drop = false;
    std::erase_if(records_, [&](const Record& record) { return std::holds_alternative<StepRecord>(record) && std::exchange(drop, !drop); });
    thinned_ += before - records_.size();
}

} // namespace overdamp
