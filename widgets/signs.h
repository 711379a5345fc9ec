// SPDX-License-Identifier: GPL-3.0-or-later
// Small signs that tell curves apart where colours do not.
#pragma once

#include <QColor>
#include <QPointF>

class QPainter;

namespace overdamp {

/// Open signs stand for the measures of the run shown, filled ones for overlaid runs.
struct Sign {
    int number = 0;
    bool filled = false;
    bool operator==(const Sign&) const = default;
};

/// How many signs there are before they repeat.
inline constexpr int sign_count = 7;

/// Draws the sign, about `size` pixels wide, with `ground` around it so that it stands out from curves.
void draw_sign(QPainter& painter, const QPointF& centre, const Sign& sign, const QColor& colour, const QColor& ground, double size = 7);

} // namespace overdamp
