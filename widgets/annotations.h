// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted over the curves of a plot: events, levels, the cursor and its readout.
#pragma once

#include "widgets/plot.h"
#include "widgets/plot_frame.h"

#include <vector>

namespace overdamp {

/// The levels as horizontal lines and the events as vertical ones.
void draw_lines(QPainter& painter, const PlotFrame& frame, const std::vector<Reference>& references, const std::vector<Marker>& markers);

/// Their labels: the levels' above or below the line, at the right or wherever none of the `curves` (in pixels) crosses them; the events' at the top, in up to
/// eight rows, best where no curve crosses them. A label without room is left out; no two overlap.
void draw_labels(QPainter& painter, const PlotFrame& frame, const std::vector<Reference>& references, const std::vector<Marker>& markers,
                 const std::vector<QPolygonF>& curves);

/// A dot at each of the points inside the area.
void draw_dots(QPainter& painter, const PlotFrame& frame, const std::vector<Point>& points, const QColor& colour);

struct ReadoutLine {
    QString text;
    QColor colour;
};

/// A box of lines beside `anchor`, always inside the frame's area where it fits.
void draw_readout(QPainter& painter, const PlotFrame& frame, const QPointF& anchor, const std::vector<ReadoutLine>& lines);

/// The vertical cursor line.
void draw_cursor_line(QPainter& painter, const PlotFrame& frame, double pixel);

/// The lines of the marks A and B with their letters at the foot.
void draw_mark_lines(QPainter& painter, const PlotFrame& frame, const Marks& marks);

/// The box that says what changes from A to B, at the foot of the area.
void draw_change(QPainter& painter, const PlotFrame& frame, std::vector<ReadoutLine> lines);

/// A change with its sign: "+1.25", "−0.3".
QString signed_number(double value);

/// The box that a drag spans.
void draw_rubber_band(QPainter& painter, const PlotFrame& frame, const QRectF& box);

} // namespace overdamp
