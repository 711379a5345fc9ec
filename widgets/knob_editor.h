// SPDX-License-Identifier: GPL-3.0-or-later
// The editor of one knob: label, the widget that suits its type, a slider where one is of use, and a reset button.
#pragma once

#include "core/settings/knobs.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace overdamp {

class IdleNote;
class NumberField;
class NumberSlider;

/// Shows and changes one value; it knows nothing of the other knobs.
class KnobEditor : public QWidget {
    Q_OBJECT

  public:
    explicit KnobEditor(const Knob& knob, QWidget* parent = nullptr);

    const Knob& knob() const { return knob_; }
    const KnobValue& value() const { return value_; }
    /// Shows a value of the knob's type; no signal.
    void set_value(const KnobValue& value);

    /// A restart knob cannot be changed while a run is going.
    void set_locked(bool locked);
    bool is_locked() const { return !fields_->isEnabledTo(this); }
    /// Somebody leads the hand and leaves this knob as it is; says why. An empty reason lets it go.
    void set_lock_reason(const QString& reason);
    const QString& lock_reason() const { return lock_reason_; }

    /// The line under the editor that says why the knob does nothing.
    IdleNote& note() const { return *note_; }

    /// Gives the editor the keyboard and lets it glow for a moment.
    void show_off();

  Q_SIGNALS:
    /// A hand changed value(). `dragging` is true between press and release of the slider.
    void edited(bool dragging);
    /// The slider was pressed: what follows until drag_finished() is one gesture.
    void drag_started();
    void drag_finished();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    QWidget* make_editor();
    QWidget* make_number();
    QWidget* make_choice();
    QWidget* make_flag();
    QWidget* make_text();
    void add_slider(QBoxLayout* column);
    void change(const KnobValue& value, bool dragging = false);
    void show_value();
    void show_lock();
    QString tooltip() const;

    const Knob& knob_;
    KnobValue value_;
    QLabel* label_;
    QToolButton* reset_;
    QToolButton* lock_; ///< in the reset button's place while somebody holds the knob
    bool running_ = false;
    QString lock_reason_;
    QWidget* fields_; ///< everything but the note, which stays enabled when they are locked
    IdleNote* note_;
    QTimer glow_;
    NumberField* number_ = nullptr;
    NumberSlider* slider_ = nullptr;
    QComboBox* choice_ = nullptr;
    QCheckBox* flag_ = nullptr;
    QLineEdit* text_ = nullptr;
};

} // namespace overdamp
