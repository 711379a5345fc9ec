// SPDX-License-Identifier: GPL-3.0-or-later
// One axis of a study as a person edits it.
#pragma once

#include "core/study/plan_edit.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace overdamp {

/// A name, a knob and its values, separated by commas. An axis whose points set several knobs each is shown but only taken away.
class StudyAxisEditor : public QWidget {
    Q_OBJECT

  public:
    explicit StudyAxisEditor(const DraftAxis& axis, QWidget* parent = nullptr);

    DraftAxis axis() const;
    QComboBox* knob() const { return knob_; }
    QLineEdit* values() const { return values_; }
    QToolButton* remove_button() const { return remove_; }

  Q_SIGNALS:
    void edited();
    void removed();

  private:
    void follow_knob();

    DraftAxis axis_; ///< as it was given
    QLineEdit* name_;
    QComboBox* knob_;
    QLineEdit* values_;
    QToolButton* remove_;
};

/// The parts between commas, trimmed, without empty ones.
QStringList parts_of(const QString& text);

} // namespace overdamp
