// SPDX-License-Identifier: GPL-3.0-or-later
// How far a student is in one step of a lesson, and what was measured.
#pragma once

#include "core/lesson/lesson.h"
#include "core/telemetry/history.h"

#include <optional>
#include <span>
#include <string_view>

namespace overdamp {

/// A value of a Quantity and where it was taken.
struct Measured {
    double value = 0;
    std::int64_t step = 0; ///< of the newest record in it
};

/// The quantity in that history; nothing as long as the records that it needs are not there. `parent`: of the run that this one was forked from,
/// may be null.
std::optional<Measured> measure(const Quantity& quantity, const History& history, const History* parent);

/// Index of the first outcome whose limits hold; nothing if none fits.
std::optional<std::size_t> outcome_of(const Prediction& prediction, double value);

/// What the rules look at.
struct LessonView {
    const History& history;
    const Knobs& knobs;
    std::int64_t next_step = 0; ///< that the run would train
};

/// Rules are met one after the other, and once met they stay so.
class LessonProgress {
  public:
    /// `rules` must outlive this.
    LessonProgress(std::span<const Rule> rules, std::int64_t next_step) : rules_(rules), since_(next_step) {}

    /// Another run is shown, which stands at that step.
    void begin_run(std::int64_t next_step) { since_ = next_step; }
    /// A dock came into view, or a past step is looked at.
    void look(std::string_view part);
    /// The shown run is now a child of the one before.
    void child(ForkKind kind);
    /// Tells whether a rule was met by this.
    bool observe(const LessonView& view);

    std::size_t met() const { return met_; }
    bool all_met() const { return met_ == rules_.size(); }
    /// Step at which the newest rule was met, or the lesson's step began.
    std::int64_t since() const { return since_; }

  private:
    bool holds(const Rule& rule, const LessonView& view) const;

    std::span<const Rule> rules_;
    std::int64_t since_;
    std::size_t met_ = 0;
};

} // namespace overdamp
