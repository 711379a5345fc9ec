// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/number_slider.h"

#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr double most_linear_positions = 1000;
constexpr int positions_a_decade = 20;

} // namespace

bool suits_slider(const Knob& knob) {
    if (knob.type != KnobType::real && knob.type != KnobType::integer)
        return false;
    return knob.scale == KnobScale::logarithmic || (knob.maximum - knob.minimum) / knob.step <= most_linear_positions;
}

SliderScale::SliderScale(const Knob& knob) : knob_(knob) {
    if (knob.scale == KnobScale::logarithmic) {
        zero_ = knob.minimum == 0 ? 1 : 0;
        last_ = zero_ + static_cast<int>(std::lround(std::log10(knob.maximum / knob.smallest) * positions_a_decade));
    } else {
        last_ = static_cast<int>(std::lround((knob.maximum - knob.minimum) / knob.step));
    }
}

double SliderScale::value_at(int position) const {
    if (position >= last_)
        return knob_.maximum;
    if (knob_.scale == KnobScale::linear)
        return QString::number(knob_.minimum + position * knob_.step, 'g', 12).toDouble();
    if (position < zero_)
        return knob_.minimum;
    const double exact = knob_.smallest * std::pow(10, static_cast<double>(position - zero_) / positions_a_decade);
    return std::clamp(QString::number(exact, 'g', 2).toDouble(), knob_.smallest, knob_.maximum);
}

int SliderScale::position_of(double value) const {
    if (knob_.scale == KnobScale::linear)
        return static_cast<int>(std::lround(std::clamp((value - knob_.minimum) / knob_.step, 0.0, static_cast<double>(last_))));
    if (zero_ > 0 && value < knob_.smallest)
        return value < knob_.smallest / 2 ? 0 : zero_;
    const double decades = std::log10(std::max(value, knob_.smallest) / knob_.smallest);
    return std::min(last_, zero_ + static_cast<int>(std::lround(decades * positions_a_decade)));
}

NumberSlider::NumberSlider(const Knob& knob, QWidget* parent) : QSlider(Qt::Horizontal, parent), scale_(knob) {
    setRange(0, scale_.last());
    setPageStep(std::max(1, scale_.last() / 10));
    setFocusPolicy(Qt::StrongFocus);
}

void NumberSlider::show_value(double value) {
    const QSignalBlocker quiet(this);
    setValue(scale_.position_of(value));
}

} // namespace overdamp
