// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curve_drawing.h"

#include <QImage>
#include <QLineF>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr double usual_width = 1.8; ///< of a curve that is not thickened for a projector

bool is_raster(const QPainter& painter) {
    return painter.paintEngine()->type() == QPaintEngine::Raster;
}

QPolygonF in_pixels(const PlotFrame& frame, const std::vector<Point>& points) {
    QPolygonF line;
    line.reserve(static_cast<qsizetype>(points.size()));
    for (const Point& point : points)
        line << QPointF(frame.to_pixel_x(point.x), frame.to_pixel_y(point.y));
    return line;
}

QPen pen_of(const CurveStyle& style, const QColor& colour, double width) {
    return {colour, width, style.dashed ? Qt::DotLine : Qt::SolidLine, style.dashed ? Qt::FlatCap : Qt::RoundCap, Qt::RoundJoin};
}

/// Qt fills the outline of a stroke with the crossings of all its segments in view; short pieces have few.
void stroke_in_pieces(QPainter& painter, const QPolygonF& line, QPen pen) {
    constexpr qsizetype segments = 8;
    double length = 0;
    for (qsizetype begin = 0; begin + 1 < line.size(); begin += segments) {
        const qsizetype end = std::min(begin + segments, line.size() - 1);
        if (pen.style() != Qt::SolidLine)
            pen.setDashOffset(length / pen.widthF());
        painter.setPen(pen);
        painter.drawPolyline(line.constData() + begin, static_cast<int>(end - begin + 1));
        for (qsizetype place = begin; place < end; ++place)
            length += QLineF(line[place], line[place + 1]).length();
    }
}

void draw_on_raster(QPainter& painter, const PlotFrame& frame, const QPolygonF& line, const CurveStyle& style) {
    const double ratio = painter.device()->devicePixelRatioF();
    const double density = static_cast<double>(line.size()) / frame.area().width();
    const bool crowded = density > (style.dashed ? 0.4 : 1.9);
    const bool wide = style.width > usual_width;
    const bool hairline = crowded || density > (style.width < 1.6 ? 0.5 : wide ? 1.6 : 1.0);
    QColor opaque = style.colour;
    opaque.setAlpha(255);
    painter.setRenderHint(QPainter::Antialiasing, !crowded);
    // Qt paints hairlines straight into the picture only inside a clip that is a rectangle.
    painter.setClipRect(frame.area().adjusted(-1, -1, 1, 1));
    if (hairline) {
        QPen pen = pen_of(style, opaque, 1 / ratio);
        if (style.dashed)
            pen.setDashPattern({ratio, 2 * ratio});
        painter.setPen(pen);
        // As many side by side as fill a pixel of the layout.
        const int copies = std::max(1, static_cast<int>(std::lround(ratio * std::max(1.0, style.width / usual_width))));
        for (int copy = 0; copy < copies; ++copy) {
            const double shift = (copy - (copies - 1) / 2.0) / ratio;
            painter.drawPolyline(line.translated(shift, shift));
        }
    } else {
        stroke_in_pieces(painter, line, pen_of(style, opaque, style.width));
    }
}

/// A transparent curve is drawn opaque aside and laid over as a whole: Qt blends transparent lines point by point, and in threads that it waits for.
void lay_over(QPainter& painter, const PlotFrame& frame, const QPolygonF& line, const CurveStyle& style) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QRectF area = frame.area().adjusted(-1, -1, 1, 1);
    const QPointF corner(std::floor(area.left()), std::floor(area.top()));
    const QSizeF size(area.right() - corner.x(), area.bottom() - corner.y());
    QImage layer((size * ratio).toSize() + QSize(1, 1), QImage::Format_ARGB32_Premultiplied);
    layer.setDevicePixelRatio(ratio);
    layer.fill(Qt::transparent);
    QPainter beside(&layer);
    beside.translate(-corner);
    draw_on_raster(beside, frame, line, style);
    beside.end();
    painter.setOpacity(style.colour.alphaF());
    painter.drawImage(corner, layer);
    painter.setOpacity(1);
}

} // namespace

void draw_curve(QPainter& painter, const PlotFrame& frame, const std::vector<Point>& points, const CurveStyle& style) {
    const QPolygonF line = in_pixels(frame, points);
    painter.save();
    if (!is_raster(painter)) {
        painter.setPen(pen_of(style, style.colour, style.width));
        painter.drawPolyline(line);
    } else if (style.colour.alpha() == 255) {
        draw_on_raster(painter, frame, line, style);
    } else {
        lay_over(painter, frame, line, style);
    }
    painter.restore();
}

} // namespace overdamp
