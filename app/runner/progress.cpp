// SPDX-License-Identifier: GPL-3.0-or-later
// How far a run is, on standard error: a bar that redraws itself on a terminal, else one line an evaluation.
#include "app/runner/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>

namespace overdamp {

namespace {

constexpr int widest_bar = 40;

std::string fixed(double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string numbers(const Latest& latest, const SessionStatus& status) {
    std::string text;
    const auto add = [&](const std::string& part) { text += "  " + part; };
    if (latest.step)
        add("loss " + fixed(latest.step->loss, 3));
    if (latest.evaluation)
        add("held-out " + fixed(latest.evaluation->loss, 3));
    if (latest.step)
        add("entropy " + fixed(latest.step->predictive_entropy, 3));
    else if (latest.evaluation)
        add("entropy " + fixed(latest.evaluation->predictive_entropy, 3));
    if (latest.evaluation && !std::isnan(latest.evaluation->hf_share_top10))
        add("share " + fixed(latest.evaluation->hf_share_top10, 1) + " %");
    if (status.tokens_per_second > 0) {
        add(fixed(status.tokens_per_second, 0) + " tokens/s");
        add(duration(status.seconds_remaining) + " left");
    }
    return text;
}

std::string count(std::int64_t step, const SessionStatus& status) { return std::to_string(step) + '/' + std::to_string(status.steps); }

} // namespace

std::string duration(double seconds) {
    const auto whole = static_cast<long long>(std::llround(std::clamp(seconds, 0.0, 1e9)));
    char text[64];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
    return text;
}

int terminal_width() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool Latest::take(const Record& record) {
    if (const auto* taken = std::get_if<StepRecord>(&record))
        step = *taken;
    if (const auto* taken = std::get_if<EvaluationRecord>(&record)) {
        evaluation = *taken;
        return true;
    }
    return false;
}

Progress::Progress() : terminal_(::isatty(STDERR_FILENO) == 1) {}

void Progress::update(const SessionStatus& status, std::span<const Record> records) {
    for (const Record& record : records)
        if (latest_.take(record) && !terminal_)
            std::fprintf(stderr, "step %s%s\n", count(step_of(record), status).c_str(), numbers(latest_, status).c_str());
    if (terminal_ && status.state != SessionState::preparing)
        draw_bar(status);
}

void Progress::draw_bar(const SessionStatus& status) {
    const std::string text = ' ' + count(status.step, status) + numbers(latest_, status);
    const int room = terminal_width() - 1;
    const int width = std::min(widest_bar, room - static_cast<int>(text.size()) - 2);
    std::string line = text;
    if (width >= 8) {
        const double done = status.steps > 0 ? std::clamp(static_cast<double>(status.step) / static_cast<double>(status.steps), 0.0, 1.0) : 0;
        const auto filled = static_cast<std::size_t>(std::lround(done * width));
        line = '[' + std::string(filled, '=') + std::string(static_cast<std::size_t>(width) - filled, ' ') + ']' + text;
    }
    std::fprintf(stderr, "\r%.*s\x1b[K", room, line.c_str());
    drawn_ = true;
}

void Progress::end() {
    if (drawn_)
        std::fputc('\n', stderr);
    drawn_ = false;
}

} // namespace overdamp
