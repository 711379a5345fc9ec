// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/knob_history.h"

#include "widgets/wording.h"

#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace overdamp {

/// The knobs before and after one gesture.
class KnobTurn : public QUndoCommand {
  public:
    KnobTurn(KnobHistory& history, const Knobs& before, const Knobs& after, qint64 gesture)
        : history_(history), before_(before), after_(after), gesture_(gesture) {
        name_it();
    }

    int id() const override { return 1; }

    bool mergeWith(const QUndoCommand* later) override {
        const auto* turn = static_cast<const KnobTurn*>(later);
        if (turn->gesture_ != gesture_)
            return false;
        after_ = turn->after_;
        name_it();
        setObsolete(changes_between(before_, after_).empty()); // back to where it was
        return true;
    }

    void undo() override { history_.apply(after_, before_); }
    void redo() override {
        if (done_) // the first time the hand has done it already
            history_.apply(before_, after_);
        done_ = true;
    }

    bool turns_restart_knob() const {
        return std::ranges::any_of(changes_between(before_, after_),
                                   [](const KnobChange& change) { return find_knob(change.key).timing == KnobTiming::restart; });
    }

  private:
    void name_it() {
        const std::vector<KnobChange> changes = changes_between(before_, after_);
        if (changes.empty())
            return;
        const QString first = change_text(changes[0]);
        setText(changes.size() == 1 ? first : KnobHistory::tr("%1 and %2 more").arg(first).arg(changes.size() - 1));
    }

    KnobHistory& history_;
    Knobs before_, after_;
    qint64 gesture_;
    bool done_ = false;
};

KnobHistory::KnobHistory(QObject* parent) : QObject(parent) { stack_.setUndoLimit(1000); }

void KnobHistory::record(const Knobs& knobs, qint64 gesture) {
    if (changes_between(knobs_, knobs).empty())
        return; // the echo of apply()
    const Knobs before = std::exchange(knobs_, knobs);
    stack_.push(new KnobTurn(*this, before, knobs, gesture));
}

void KnobHistory::show_run(const Knobs& knobs) {
    if (!changes_between(knobs_, knobs).empty())
        stack_.clear();
    knobs_ = knobs;
}

void KnobHistory::set_begun(bool begun) {
    if (std::exchange(begun_, begun) == begun || !begun)
        return;
    for (int i = 0; i < stack_.count(); ++i)
        if (static_cast<const KnobTurn*>(stack_.command(i))->turns_restart_knob())
            return stack_.clear();
}

void KnobHistory::apply(const Knobs& from, const Knobs& to) {
    apply_changes(knobs_, changes_between(from, to));
    Q_EMIT wanted(knobs_);
}

} // namespace overdamp
