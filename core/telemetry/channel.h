// SPDX-License-Identifier: GPL-3.0-or-later
// The bounded queue from the training thread to the screen.
#pragma once

#include "core/telemetry/records.h"

#include <cstddef>
#include <mutex>
#include <vector>

namespace overdamp {

/// Never makes the sender wait for the receiver: when it is full, every other step record in it is dropped and counted.
/// Evaluations, samples and events are kept. Any number of threads may push; one drains.
class Channel {
  public:
    explicit Channel(std::size_t capacity = 1 << 16) : capacity_(capacity) {}

    void push(Record record);

    struct Batch {
        std::vector<Record> records; ///< oldest first
        std::size_t thinned = 0;     ///< step records dropped since the last drain
    };

    /// Takes everything that has arrived.
    Batch drain();

  private:
    void thin_out();

    std::mutex mutex_;
    std::vector<Record> records_;
    std::size_t thinned_ = 0;
    std::size_t capacity_;
};

} // namespace overdamp
