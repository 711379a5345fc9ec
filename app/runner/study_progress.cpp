// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/study_progress.h"

#include "app/runner/progress.h"

#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace overdamp {

namespace {

std::string left(double seconds) { return std::isnan(seconds) ? "time left unknown yet" : duration(seconds) + " left"; }

} // namespace

StudyProgressView::StudyProgressView(const Study& study) : study_(study), terminal_(::isatty(STDERR_FILENO) == 1) {}

void StudyProgressView::update(const StudyProgress& progress) {
    say_changes(progress);
    const auto now = std::chrono::steady_clock::now();
    if (terminal_) {
        std::fprintf(stderr, "\r%.*s\x1b[K", terminal_width() - 1, overall(progress).c_str());
        drawn_ = true;
    } else if (now - said_ > std::chrono::seconds(30)) {
        std::fprintf(stderr, "%s\n", overall(progress).c_str());
        said_ = now;
    }
}

void StudyProgressView::end() {
    if (drawn_)
        std::fputc('\n', stderr);
    drawn_ = false;
}

void StudyProgressView::say_changes(const StudyProgress& progress) {
    // What had ended before is not news.
    if (shown_.empty())
        for (const CellStatus& cell : progress.cells)
            shown_.push_back(cell.state == CellState::finished ? CellState::finished : CellState::waiting);
    for (std::size_t i = 0; i < progress.cells.size(); ++i) {
        const CellStatus& cell = progress.cells[i];
        if (cell.state == shown_[i])
            continue;
        shown_[i] = cell.state;
        const std::string reason = cell.reason.empty() ? "" : ": " + cell.reason;
        std::fprintf(stderr, "%s%s %s · seed %lld%s\n", drawn_ ? "\r\x1b[K" : "", std::string(name_of(cell.state)).c_str(),
                     study_.cells[i].group().c_str(), static_cast<long long>(study_.cells[i].seed()), reason.c_str());
    }
}

std::string StudyProgressView::overall(const StudyProgress& progress) const {
    std::string text = std::to_string(progress.count(CellState::finished)) + '/' + std::to_string(progress.cells.size()) + " finished";
    if (const std::size_t failed = progress.count(CellState::failed); failed > 0)
        text += ", " + std::to_string(failed) + " failed";
    text += ", " + left(progress.seconds_left);
    for (std::size_t i = 0; i < progress.cells.size(); ++i)
        if (progress.cells[i].state == CellState::running)
            text += "; " + study_.cells[i].group() + " · seed " + std::to_string(study_.cells[i].seed()) + ": step " +
                    std::to_string(progress.cells[i].steps) + '/' + std::to_string(study_.cells[i].experiment.knobs.training.steps) + ", " +
                    left(progress.cell_seconds_left[i]);
    return text;
}

} // namespace overdamp
