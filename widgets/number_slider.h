// SPDX-License-Identifier: GPL-3.0-or-later
// A slider over the range of a numeric knob, linear or logarithmic with an explicit 0.
#pragma once

#include "core/settings/knobs.h"

#include <QSlider>

namespace overdamp {

/// Whether a slider is of use: the range has few enough steps, or it is logarithmic.
bool suits_slider(const Knob& knob);

/// How a slider's whole positions stand for the values of a knob.
class SliderScale {
  public:
    explicit SliderScale(const Knob& knob);

    int last() const { return last_; }
    /// Value at a position from 0 to last(), rounded as a person would type it.
    double value_at(int position) const;
    /// The position nearest to the value.
    int position_of(double value) const;

  private:
    const Knob& knob_;
    int zero_ = 0; ///< positions before the first mark: one for the explicit 0
    int last_ = 0;
};

/// Horizontal slider that leaves the wheel to the scroll area around it until it has the focus.
class NumberSlider : public QSlider {
    Q_OBJECT

  public:
    explicit NumberSlider(const Knob& knob, QWidget* parent = nullptr);

    /// Moves the handle without a signal.
    void show_value(double value);
    double shown_value() const { return scale_.value_at(value()); }

  private:
    SliderScale scale_;
};

} // namespace overdamp
