// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions on the device of the tests.
#pragma once

#include "core/train/session.h"
#include "tests/device/test_device.h"

#include <chrono>
#include <thread>

namespace overdamp {

class TestSession : public Session {
  public:
    TestSession(Experiment experiment, SessionOptions options) : Session(std::move(experiment), on_test_device(std::move(options))) {}

  private:
    static SessionOptions on_test_device(SessionOptions options) {
        options.device = test_device().str();
        return options;
    }
};

/// Waits up to a minute for a condition; sessions have no event loop.
template <typename Condition> bool eventually(Condition condition) {
    using namespace std::chrono_literals;
    for (int i = 0; i < 6000 && !condition(); ++i)
        std::this_thread::sleep_for(10ms);
    return condition();
}

} // namespace overdamp
