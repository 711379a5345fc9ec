// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo of what a hand did to the knobs.
#pragma once

#include "core/settings/knobs.h"

#include <QObject>
#include <QUndoStack>

namespace overdamp {

/// One entry a gesture. Taking one back is a new change like any other: before the first step it is as if the knob had not been moved, later it is
/// one more event of the run. Entries of restart knobs end with the first step, which fixes those.
class KnobHistory : public QObject {
    Q_OBJECT

  public:
    explicit KnobHistory(QObject* parent = nullptr);

    QUndoStack& stack() { return stack_; }

    /// A hand made the knobs so.
    void record(const Knobs& knobs, qint64 gesture);
    /// A run with these knobs is shown; entries hold as long as they lead to what is shown.
    void show_run(const Knobs& knobs);
    /// Whether restart knobs are fixed.
    void set_begun(bool begun);

  Q_SIGNALS:
    /// An entry was taken back or done again: the knobs shall be so.
    void wanted(const overdamp::Knobs& knobs);

  private:
    friend class KnobTurn;

    void apply(const Knobs& from, const Knobs& to);

    QUndoStack stack_;
    Knobs knobs_;
    bool begun_ = false;
};

} // namespace overdamp
