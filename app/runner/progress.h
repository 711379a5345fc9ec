// SPDX-License-Identifier: GPL-3.0-or-later
// How far a run is, on standard error: a bar that redraws itself on a terminal, else one line an evaluation.
#pragma once

#include "core/telemetry/records.h"
#include "core/train/session.h"

#include <optional>
#include <span>
#include <string>

namespace overdamp {

/// The newest records of a run.
struct Latest {
    std::optional<StepRecord> step;
    std::optional<EvaluationRecord> evaluation;

    /// Returns true if `record` is an evaluation.
    bool take(const Record& record);
};

/// 75 → "1:15", 3675 → "1:01:15".
std::string duration(double seconds);

/// Columns of the terminal behind standard error, 80 if it does not say.
int terminal_width();

class Progress {
  public:
    Progress();

    /// Shows what is new; call it a few times a second.
    void update(const SessionStatus& status, std::span<const Record> records);

    /// Leaves the bar's line, so that messages can follow.
    void end();

  private:
    void draw_bar(const SessionStatus& status);

    Latest latest_;
    bool terminal_;
    bool drawn_ = false;
};

} // namespace overdamp
