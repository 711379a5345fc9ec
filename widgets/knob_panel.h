// SPDX-License-Identifier: GPL-3.0-or-later
// The control panel: one editor for every row of knob_table(), in its groups.
#pragma once

#include "core/settings/idle_knobs.h"

#include <QElapsedTimer>
#include <QHash>
#include <QScrollArea>

#include <vector>

class QLabel;

namespace overdamp {

class CollapsibleGroup;
class KnobEditor;

class KnobPanel : public QScrollArea {
    Q_OBJECT

  public:
    explicit KnobPanel(QWidget* parent = nullptr);

    /// Shows these values; no signal.
    void set_knobs(const Knobs& knobs);
    /// Shows these values as if a hand had set them in one gesture, without those of locked knobs; signals it.
    void turn_to(const Knobs& knobs);
    /// The values as shown. They may contradict each other while problem() is not empty.
    const Knobs& knobs() const { return knobs_; }

    /// Why the shown values cannot be used together, or empty.
    QString problem() const;

    /// Locks the restart knobs.
    void set_running(bool running);

    /// Locks every knob but those with the keys `free`, by whatever way they are turned; `reason` says why.
    void lock_all_but(const std::vector<std::string>& free, const QString& reason);
    /// Lets all go that lock_all_but() holds.
    void unlock();
    /// The locks of another panel.
    void take_locks(const KnobPanel& other);

    /// The next step to train, from which the panel tells which knobs do nothing just now.
    void set_step(qint64 step);

    /// Sets a knob as a hand would: with a gesture of its own and knobs_changed(); a locked one stays. Throws SettingsError if the value does not fit.
    void turn(std::string_view key, const KnobValue& value);

    /// Opens the knob's group, scrolls to it and gives it the keyboard.
    void show_knob(std::string_view key);

    KnobEditor* editor(std::string_view key) const;
    CollapsibleGroup* group(const QString& name) const { return groups_.value(name); }

  Q_SIGNALS:
    /// A hand changed a value and all values fit together. `gesture` is the same from press to release of a slider, and within
    /// a burst of key or wheel steps on one editor; later gestures have larger numbers.
    void knobs_changed(const overdamp::Knobs& knobs, qint64 gesture);
    /// A hand asked for the knobs shown with a restart knob changed, which takes a new run. `change` says what is changed.
    void restart_wanted(const overdamp::Knobs& knobs, const QString& change);
    /// Other knobs are locked now.
    void locks_changed();

  private:
    void add_editor(const Knob& knob);
    void take(KnobEditor* editor, bool dragging);
    void begin_gesture();
    void announce();
    void show_problem();
    void show_idle();
    void apply_remedy(const KnobRemedy& remedy);
    Knobs allowed(const Knobs& wanted) const;

    Knobs knobs_;
    qint64 step_ = 0;
    bool running_ = false;
    qint64 gesture_ = 0;
    KnobEditor* last_edited_ = nullptr;
    QElapsedTimer since_last_;
    QLabel* problem_;
    QLabel* lock_;
    QHash<QString, CollapsibleGroup*> groups_;
    std::vector<KnobEditor*> editors_;
};

} // namespace overdamp
