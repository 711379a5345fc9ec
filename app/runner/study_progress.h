// SPDX-License-Identifier: GPL-3.0-or-later
// How far a study is, on standard error: a line for every run that begins or ends, and one that redraws itself on a terminal.
#pragma once

#include "core/study/runner.h"

#include <chrono>

namespace overdamp {

class StudyProgressView {
  public:
    explicit StudyProgressView(const Study& study);

    void update(const StudyProgress& progress);
    /// Leaves the line that redraws itself, so that messages can follow.
    void end();

  private:
    void say_changes(const StudyProgress& progress);
    std::string overall(const StudyProgress& progress) const;

    const Study& study_;
    std::vector<CellState> shown_;
    std::chrono::steady_clock::time_point said_{};
    bool terminal_;
    bool drawn_ = false;
};

} // namespace overdamp
