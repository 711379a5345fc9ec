// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/number_field.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <cmath>

namespace overdamp {

namespace {

constexpr int most_decimals = 15;

double next_mark(double value) {
    const double decade = std::pow(10, std::floor(std::log10(value) + 1e-9));
    return (std::floor(value / decade + 1e-6) + 1) * decade;
}

double previous_mark(double value) {
    const double decade = std::pow(10, std::floor(std::log10(value) - 1e-9));
    return (std::ceil(value / decade - 1e-6) - 1) * decade;
}

/// The double that a person would type for it: 0.003 and not 0.0030000000000000005.
double tidy(double value) { return QString::number(value, 'g', 12).toDouble(); }

} // namespace

double step_logarithmic(double value, int steps, double minimum, double smallest) {
    for (; steps > 0; --steps)
        value = value < smallest ? smallest : tidy(next_mark(value));
    for (; steps < 0; ++steps)
        value = value <= smallest * (1 + 1e-9) ? minimum : tidy(previous_mark(value));
    return value;
}

NumberField::NumberField(const Knob& knob, QWidget* parent) : QDoubleSpinBox(parent), knob_(knob) {
    QLocale plain = locale();
    plain.setNumberOptions(plain.numberOptions() | QLocale::OmitGroupSeparator);
    setLocale(plain);
    setDecimals(knob.type == KnobType::integer ? 0 : most_decimals);
    setRange(knob.minimum, knob.maximum);
    setSingleStep(knob.step);
    setKeyboardTracking(false);
    setAlignment(Qt::AlignRight);
}

QString NumberField::textFromValue(double value) const {
    if (knob_.type == KnobType::integer)
        return locale().toString(value, 'f', 0);
    return locale().toString(value, 'g', QLocale::FloatingPointShortest);
}

double NumberField::valueFromText(const QString& text) const { return locale().toDouble(text.trimmed()); }

QValidator::State NumberField::validate(QString& text, int&) const {
    bool valid = false;
    const double value = locale().toDouble(text.trimmed(), &valid);
    if (!valid || value < knob_.minimum)
        return QValidator::Intermediate;
    if (value > knob_.maximum || (knob_.type == KnobType::integer && value != std::floor(value)))
        return QValidator::Intermediate;
    return QValidator::Acceptable;
}

void NumberField::stepBy(int steps) {
    if (knob_.scale == KnobScale::logarithmic)
        setValue(step_logarithmic(value(), steps, knob_.minimum, knob_.smallest));
    else
        setValue(tidy(value() + steps * singleStep()));
    selectAll();
}

bool NumberField::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool is_undo = key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
        // A number has no space in it, and once it is entered there is no typing left to take back.
        if (key->key() == Qt::Key_Space || (is_undo && !lineEdit()->isUndoAvailable() && !lineEdit()->isRedoAvailable())) {
            event->ignore();
            return false;
        }
    }
    return QDoubleSpinBox::event(event);
}

} // namespace overdamp
