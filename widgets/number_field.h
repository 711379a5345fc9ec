// SPDX-License-Identifier: GPL-3.0-or-later
// A spin box for any numeric knob: shortest decimals, scientific notation, and 1-2-3 steps on a logarithmic scale.
#pragma once

#include "core/settings/knobs.h"

#include <QDoubleSpinBox>

namespace overdamp {

/// Typing reaches every value of the knob's range; arrows and wheel make steps that suit its scale.
/// The space key is left to the window, for no number has a space in it.
class NumberField : public QDoubleSpinBox {
    Q_OBJECT

  public:
    explicit NumberField(const Knob& knob, QWidget* parent = nullptr);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;

  protected:
    bool event(QEvent* event) override;

  private:
    const Knob& knob_;
};

/// The value `steps` marks further on the marks 1, 2, …, 9 of each decade. Below `smallest` lies `minimum`, if that is 0.
double step_logarithmic(double value, int steps, double minimum, double smallest);

} // namespace overdamp
