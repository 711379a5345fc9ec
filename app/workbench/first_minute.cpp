// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/first_minute.h"

#include "core/telemetry/onset.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace overdamp {

namespace {

/// Steps after which the model knows which words are frequent, so that the feedback collapses it onto those.
constexpr std::size_t learnt_steps = 150;
constexpr std::size_t settled_steps = 120;
constexpr std::size_t window = 40;
constexpr double smooth_factor = 1.25;

QString tr(const char* text) { return QCoreApplication::translate("FirstMinute", text); }

double mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double roughness(std::span<const double> values) {
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += std::abs(values[i] - values[i - 1]);
    return sum / static_cast<double>(values.size() - 1);
}

} // namespace

std::optional<LossShift> loss_shift(const History& history) {
    const auto loss = history.column(*find_metric("train/loss"));
    const std::size_t engaged = untouched_steps(history);
    if (engaged < window || loss.size() < engaged + settled_steps)
        return std::nullopt;
    const auto before = loss.subspan(engaged - window, window);
    const auto after = loss.last(window);
    return LossShift{mean(after) - mean(before), roughness(before), roughness(after)};
}

QString first_minute_hint(RunState state, const History& history) {
    if (state == RunState::none || state == RunState::failed)
        return {};
    if (history.size() == 0)
        return tr("Press Space to train.");
    if (untouched_steps(history) == history.size()) {
        if (state == RunState::finished)
            return tr("The run has reached its end with α at 0. Press Space to train on, and drag α.");
        if (history.size() < learnt_steps)
            return tr("The model is learning which words are frequent. Give it %1 steps.").arg(learnt_steps);
        return tr("Now drag α, at the top left, to 0.2.");
    }
    const auto shift = loss_shift(history);
    if (!shift)
        return tr("The feedback is in force. Watch the loss, and the samples at the right.");
    const QString nats = QLocale().toString(std::abs(shift->rise), 'f', 1);
    if (shift->rise < 0.1)
        return tr("Read the samples: the loss did not rise, and they say whether the words have changed.");
    if (shift->roughness_after <= smooth_factor * shift->roughness_before)
        return tr("Read the samples: the loss rose by %1 nats and is smooth again.").arg(nats);
    return tr("Read the samples: the loss rose by %1 nats and is %2 times as rough as before.")
        .arg(nats, QLocale().toString(shift->roughness_after / shift->roughness_before, 'f', 1));
}

} // namespace overdamp
