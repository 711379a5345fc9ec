// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM as a flag that the waiting loop reads.
#include "app/runner/interrupt.h"

#include <atomic>
#include <csignal>

namespace overdamp {

namespace {

std::atomic<int> arrived{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may touch only lock-free atomics");

} // namespace

void catch_interrupts() {
    struct sigaction action {};
    action.sa_handler = [](int signal) { arrived = signal; };
    // The default action comes back after the first signal, so that an impatient second one works.
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

int interrupt_signal() { return arrived; }

} // namespace overdamp
