// SPDX-License-Identifier: GPL-3.0-or-later
// Asks which knobs a fork is to turn.
#pragma once

#include "core/settings/knobs.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;

namespace overdamp {

class KnobPanel;

class ForkDialog : public QDialog {
    Q_OBJECT

  public:
    /// `knobs` are those in force before `step`.
    ForkDialog(std::int64_t step, const Knobs& knobs, QWidget* parent = nullptr);

    KnobPanel& controls() { return *controls_; }

  Q_SIGNALS:
    void chosen(const overdamp::Knobs& wanted);

  protected:
    /// Return in a field ends the typing of a number and is not yet the answer.
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void show_changes();

    Knobs before_;
    KnobPanel* controls_;
    QLabel* changes_;
    QDialogButtonBox* buttons_;
};

} // namespace overdamp
