// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/frame_pace.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

namespace overdamp {

namespace {

constexpr int shortest = 80; // milliseconds
constexpr int longest = 400;
constexpr double rest_factor = 1000 / 0.03; ///< milliseconds for each second of work

double thread_seconds() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

} // namespace

FramePace::FramePace() : used_(thread_seconds()) {}

int FramePace::pause() {
    const double now = thread_seconds();
    const double work = now - std::exchange(used_, now);
    return static_cast<int>(std::clamp(std::round(rest_factor * work), double{shortest}, double{longest}));
}

} // namespace overdamp
