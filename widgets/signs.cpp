// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/signs.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace overdamp {

namespace {

/// Corners at equal angles, the first one `turn` turns clockwise from the top; every other one at `waist` times the radius.
QPolygonF star(int corners, double turn, double waist = 1) {
    QPolygonF shape;
    for (int corner = 0; corner < corners; ++corner) {
        const double angle = 2 * std::numbers::pi * (static_cast<double>(corner) / corners + turn);
        shape << QPointF(std::sin(angle), -std::cos(angle)) * (corner % 2 == 1 ? waist : 1.0);
    }
    return shape;
}

/// In a circle of radius 1; empty for the circle itself.
QPolygonF shape_of(int number) {
    switch (number % sign_count) {
    case 1:
        return star(3, 0);
    case 2:
        return star(4, 0.125);
    case 3:
        return star(4, 0);
    case 4:
        return star(3, 0.5);
    case 5:
        return star(10, 0, 0.45);
    case 6:
        return star(8, 0, 0.35);
    default:
        return {};
    }
}

} // namespace

void draw_sign(QPainter& painter, const QPointF& centre, const Sign& sign, const QColor& colour, const QColor& ground, double size) {
    const QPolygonF shape = shape_of(sign.number);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    const auto draw = [&](double radius) {
        if (shape.isEmpty())
            return painter.drawEllipse(QPointF(0, 0), 0.85 * radius, 0.85 * radius);
        QPolygonF scaled = shape;
        for (QPointF& corner : scaled)
            corner *= radius;
        painter.drawPolygon(scaled);
    };
    const double radius = 0.58 * size;
    painter.setPen(QPen(ground, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(ground);
    draw(radius);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(sign.filled ? QBrush(colour) : QBrush(ground));
    draw(radius);
    painter.restore();
}

} // namespace overdamp
