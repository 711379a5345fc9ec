// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prediction_scale.h"

#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace overdamp {

namespace {

constexpr double radius = 5;

} // namespace

PredictionScale::PredictionScale(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }

void PredictionScale::show_numbers(double from, double to, double predicted, double measured) {
    from_ = std::min({from, predicted, measured});
    to_ = std::max({to, predicted, measured});
    predicted_ = predicted;
    measured_ = measured;
    update();
}

QSize PredictionScale::sizeHint() const { return {240, 2 * fontMetrics().height() + static_cast<int>(4 * radius)}; }

void PredictionScale::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = fontMetrics().height();
    const double y = height() / 2.0;
    const double left = 2 * radius, right = width() - 2 * radius;
    const auto place = [&](double value) { return left + (value - from_) / (to_ - from_) * (right - left); };
    painter.setPen(QPen(colour_of(Meaning::neutral, palette()), 1.5));
    painter.drawLine(QPointF(left, y), QPointF(right, y));
    for (const double end : {from_, to_})
        painter.drawLine(QPointF(place(end), y - 3), QPointF(place(end), y + 3));
    const auto label = [&](double value, const QString& text, bool above) {
        const double half = fontMetrics().horizontalAdvance(text) / 2.0 + 1;
        const double x = std::clamp(place(value), half, std::max(half, width() - half));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRectF(x - half, above ? 0 : height() - line, 2 * half, line), Qt::AlignCenter, text);
    };
    label(predicted_, tr("predicted"), true);
    label(measured_, tr("measured"), false);
    // A ring and a filled diamond, which differ without colour as well.
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawEllipse(QPointF(place(predicted_), y), radius, radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour_of(Meaning::strength, palette()));
    const double x = place(measured_), reach = 1.3 * radius;
    const QPointF diamond[] = {{x - reach, y}, {x, y - reach}, {x + reach, y}, {x, y + reach}};
    painter.drawConvexPolygon(diamond, 4);
}

} // namespace overdamp
