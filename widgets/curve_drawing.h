// SPDX-License-Identifier: GPL-3.0-or-later
// Curves of many points, painted faster than by stroking their outline.
#pragma once

#include "widgets/decimation.h"
#include "widgets/plot_frame.h"

#include <QColor>

namespace overdamp {

struct CurveStyle {
    QColor colour; ///< may be transparent
    double width = 1;
    bool dashed = false;
};

/// Draws the curve into the frame's area. On screens and images, curves with about a point a pixel become hairlines, and the more crowded ones are not
/// smoothed at the edges: the time is that of the points, where Qt's strokes take that of all their crossings. Vector devices get one whole polyline.
void draw_curve(QPainter& painter, const PlotFrame& frame, const std::vector<Point>& points, const CurveStyle& style);

} // namespace overdamp
