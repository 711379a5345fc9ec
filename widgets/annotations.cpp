// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted over the curves of a plot: events, levels, the cursor and its readout.
#include "widgets/annotations.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr double gap = 4;

bool is_free(const std::vector<QRectF>& taken, const QRectF& place) {
    return std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(place); });
}

/// Where a line one pixel wide is sharp.
double centre_of_pixel(double place) {
    return std::floor(place) + 0.5;
}

QColor base_of(const PlotFrame& frame) {
    return frame.colours().color(QPalette::Base);
}

/// Draws the label in the first of the places that is free.
void draw_in_free_place(QPainter& painter, const PlotFrame& frame, std::vector<QRectF>& taken, const QString& text, const QColor& colour,
                        const std::vector<QRectF>& places) {
    for (const QRectF& place : places) {
        if (!frame.area().contains(place) || !is_free(taken, place))
            continue;
        const QPointF baseline(place.left() + gap / 2, place.top() + QFontMetricsF(frame.small_font()).ascent());
        draw_outlined_text(painter, baseline, text, colour, base_of(frame));
        taken.push_back(place);
        return;
    }
}

} // namespace

void draw_lines(QPainter& painter, const PlotFrame& frame, const std::vector<Reference>& references, const std::vector<Marker>& markers) {
    const QRectF area = frame.area();
    for (const Reference& reference : references) {
        if (!frame.content().y.range.contains(reference.y))
            continue;
        const double pixel = centre_of_pixel(frame.to_pixel_y(reference.y));
        painter.setPen(QPen(colour_of(reference.meaning, frame.colours()), 1, Qt::DashDotLine));
        painter.drawLine(QPointF(area.left(), pixel), QPointF(area.right(), pixel));
    }
    for (const Marker& marker : markers) {
        if (!frame.content().x.range.contains(marker.x))
            continue;
        const double pixel = centre_of_pixel(frame.to_pixel_x(marker.x));
        painter.setPen(QPen(colour_of(marker.meaning, frame.colours()), 1, Qt::DashLine));
        painter.drawLine(QPointF(pixel, area.top()), QPointF(pixel, area.bottom()));
    }
}

void draw_labels(QPainter& painter, const PlotFrame& frame, const std::vector<Reference>& references, const std::vector<Marker>& markers) {
    const QRectF area = frame.area();
    const QFontMetricsF metrics(frame.small_font());
    painter.setFont(frame.small_font());
    std::vector<QRectF> taken;
    for (const Reference& reference : references) {
        if (!frame.content().y.range.contains(reference.y))
            continue;
        const double pixel = frame.to_pixel_y(reference.y);
        const QSizeF size(metrics.horizontalAdvance(reference.label) + gap, metrics.height());
        const double left = area.right() - size.width() - 1;
        draw_in_free_place(painter, frame, taken, reference.label, frame.secondary_text(),
                           {QRectF(QPointF(left, pixel - size.height() - 1), size), QRectF(QPointF(left, pixel + 1), size)});
    }
    for (const Marker& marker : markers) {
        if (!frame.content().x.range.contains(marker.x))
            continue;
        const double pixel = frame.to_pixel_x(marker.x);
        const QSizeF size(metrics.horizontalAdvance(marker.label) + gap, metrics.height());
        std::vector<QRectF> places;
        for (const double left : {pixel + gap / 2, pixel - gap / 2 - size.width()})
            for (int row = 0; row < 3; ++row)
                places.emplace_back(QPointF(left, area.top() + 1 + row * size.height()), size);
        const QColor colour = mix(frame.colours().color(QPalette::Text), colour_of(marker.meaning, frame.colours()), 0.25);
        draw_in_free_place(painter, frame, taken, marker.label, colour, places);
    }
}

void draw_dots(QPainter& painter, const PlotFrame& frame, const std::vector<Point>& points, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const Point& point : points)
        if (frame.content().x.range.contains(point.x) && frame.content().y.range.contains(point.y))
            painter.drawEllipse(QPointF(frame.to_pixel_x(point.x), frame.to_pixel_y(point.y)), 2.4, 2.4);
    painter.setBrush(Qt::NoBrush);
}

void draw_readout(QPainter& painter, const PlotFrame& frame, const QPointF& anchor, const std::vector<ReadoutLine>& lines) {
    const QFontMetricsF metrics(frame.small_font());
    const QRectF area = frame.area();
    double width = 0;
    for (const ReadoutLine& line : lines)
        width = std::max(width, metrics.horizontalAdvance(line.text));
    const QSizeF size(width + 4 * gap, metrics.height() * static_cast<double>(lines.size()) + 2 * gap);
    double left = anchor.x() + 2 * gap;
    if (left + size.width() > area.right())
        left = anchor.x() - 2 * gap - size.width();
    left = std::max(left, area.left() + 2);
    const double top = std::clamp(anchor.y(), area.top() + 2, std::max(area.top() + 2, area.bottom() - size.height() - 2));
    QColor fill = frame.colours().color(QPalette::ToolTipBase);
    fill.setAlphaF(0.94F);
    painter.setPen(QPen(mix(base_of(frame), frame.colours().color(QPalette::Text), 0.3), 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(QPointF(left, top), size), 3, 3);
    painter.setBrush(Qt::NoBrush);
    painter.setFont(frame.small_font());
    double baseline = top + gap + metrics.ascent();
    for (const ReadoutLine& line : lines) {
        painter.setPen(line.colour);
        painter.drawText(QPointF(left + 2 * gap, baseline), line.text);
        baseline += metrics.height();
    }
}

void draw_cursor_line(QPainter& painter, const PlotFrame& frame, double pixel) {
    painter.setPen(QPen(mix(base_of(frame), frame.colours().color(QPalette::Text), 0.55), 1));
    const double centre = centre_of_pixel(pixel);
    painter.drawLine(QPointF(centre, frame.area().top()), QPointF(centre, frame.area().bottom()));
}

void draw_rubber_band(QPainter& painter, const PlotFrame& frame, const QRectF& box) {
    QColor fill = colour_of(Meaning::accent, frame.colours());
    painter.setPen(QPen(fill, 1));
    fill.setAlphaF(0.15F);
    painter.setBrush(fill);
    painter.drawRect(box.intersected(frame.area()));
    painter.setBrush(Qt::NoBrush);
}

} // namespace overdamp
