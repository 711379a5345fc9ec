// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace overdamp {

namespace {

constexpr double cosine_floor = 0.1;

double schedule_factor(Schedule schedule, double since_warmup, double steps_after_warmup, double steps) {
    switch (schedule) {
    case Schedule::constant:
        return 1;
    case Schedule::cosine: {
        const double progress = std::clamp(since_warmup / std::max(steps_after_warmup, 1.0), 0.0, 1.0);
        return cosine_floor + (1 - cosine_floor) * 0.5 * (1 + std::cos(std::numbers::pi * progress));
    }
    case Schedule::robbins_monro:
        return 1 / (1 + since_warmup / std::max(steps / 10, 1.0));
    }
    return 1;
}

} // namespace

double learning_rate_at(const Knobs& knobs, std::int64_t step) {
    const std::int64_t warmup = knobs.optimizer.warmup_steps;
    const double base = knobs.optimizer.learning_rate;
    if (step < warmup)
        return base * static_cast<double>(step + 1) / static_cast<double>(warmup);
    const auto last = static_cast<double>(knobs.training.steps - 1 - warmup);
    return base * schedule_factor(knobs.optimizer.schedule, static_cast<double>(step - warmup), last, static_cast<double>(knobs.training.steps));
}

} // namespace overdamp
