// SPDX-License-Identifier: GPL-3.0-or-later
// What is painted over the curves of a plot: events, levels, the cursor and its readout.
#include "widgets/annotations.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <utility>

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

/// Whether the straight line between two points meets the box (Liang and Barsky's clipping).
bool meets(const QRectF& box, const QPointF& from, const QPointF& to) {
    double enters = 0, leaves = 1;
    const auto clip = [&](double direction, double distance) {
        if (direction == 0)
            return distance >= 0;
        const double share = distance / direction;
        (direction < 0 ? enters : leaves) = direction < 0 ? std::max(enters, share) : std::min(leaves, share);
        return enters <= leaves;
    };
    const QPointF way = to - from;
    return clip(-way.x(), from.x() - box.left()) && clip(way.x(), box.right() - from.x()) && clip(-way.y(), from.y() - box.top()) &&
           clip(way.y(), box.bottom() - from.y());
}

bool is_crossed(const QRectF& box, const std::vector<QPolygonF>& curves) {
    for (const QPolygonF& curve : curves)
        for (qsizetype index = 0; index + 1 < curve.size(); ++index)
            if (curve[index + 1].x() >= box.left() && curve[index].x() <= box.right() && meets(box, curve[index], curve[index + 1]))
                return true;
    return false;
}

/// The curves and the lines of the other levels.
std::vector<QPolygonF> with_levels(const PlotFrame& frame, std::vector<QPolygonF> lines, const std::vector<Reference>& levels, const Reference& own) {
    for (const Reference& level : levels)
        if (&level != &own) {
            const double pixel = frame.to_pixel_y(level.y);
            lines.push_back({QPointF(frame.area().left(), pixel), QPointF(frame.area().right(), pixel)});
        }
    return lines;
}

/// Above and below a level, from the right to the left.
std::vector<QRectF> places_along(const PlotFrame& frame, double pixel, const QSizeF& size, const std::vector<QPolygonF>& curves) {
    constexpr int stops = 6;
    std::vector<QRectF> places;
    const QRectF area = frame.area();
    for (int stop = 0; stop <= stops; ++stop) {
        const double left = area.right() - size.width() - 1 - stop * (area.width() - size.width() - 2) / stops;
        for (const double top : {pixel - size.height() - 1, pixel + 1})
            if (const QRectF place(QPointF(left, top), size); !is_crossed(place, curves))
                places.push_back(place);
    }
    return places;
}

/// Draws the label in the first of the places that is free; returns whether there was one.
bool draw_in_free_place(QPainter& painter, const PlotFrame& frame, std::vector<QRectF>& taken, const QString& text, const QColor& colour,
                        const std::vector<QRectF>& places) {
    for (const QRectF& place : places) {
        if (!frame.area().contains(place) || !is_free(taken, place))
            continue;
        const QPointF baseline(place.left() + gap / 2, place.top() + QFontMetricsF(frame.small_font()).ascent());
        draw_outlined_text(painter, baseline, text, colour, base_of(frame));
        taken.push_back(place);
        return true;
    }
    return false;
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

void draw_labels(QPainter& painter, const PlotFrame& frame, const std::vector<Reference>& references, const std::vector<Marker>& markers,
                 const std::vector<QPolygonF>& curves) {
    const QRectF area = frame.area();
    const QFontMetricsF metrics(frame.small_font());
    painter.setFont(frame.small_font());
    std::vector<QRectF> taken;
    for (const Reference& reference : references) {
        if (!frame.content().y.range.contains(reference.y))
            continue;
        for (const QString& text : {reference.label, reference.brief}) {
            const QSizeF size(metrics.horizontalAdvance(text) + gap, metrics.height());
            if (!text.isEmpty() && size.width() < area.width() &&
                draw_in_free_place(painter, frame, taken, text, frame.secondary_text(),
                                   places_along(frame, frame.to_pixel_y(reference.y), size, with_levels(frame, curves, references, reference))))
                break;
        }
    }
    for (const Marker& marker : markers) {
        if (!frame.content().x.range.contains(marker.x))
            continue;
        const double pixel = frame.to_pixel_x(marker.x);
        const QSizeF size(metrics.horizontalAdvance(marker.label) + gap, metrics.height());
        std::vector<QRectF> places;
        for (const double left : {pixel + gap / 2, pixel - gap / 2 - size.width()})
            for (int row = 0; row < 8; ++row)
                places.emplace_back(QPointF(left, area.top() + 1 + row * size.height()), size);
        std::ranges::stable_partition(places, [&](const QRectF& place) { return !is_crossed(place, curves); });
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

void draw_mark_lines(QPainter& painter, const PlotFrame& frame, const Marks& marks) {
    const QRectF area = frame.area();
    const QFontMetricsF metrics(frame.small_font());
    for (const auto& [mark, letter] : {std::pair(marks.a, QStringLiteral("A")), std::pair(marks.b, QStringLiteral("B"))}) {
        if (!mark || !frame.content().x.range.contains(*mark))
            continue;
        const QColor colour = colour_of(Meaning::accent, frame.colours());
        const double pixel = centre_of_pixel(frame.to_pixel_x(*mark));
        painter.setPen(QPen(colour, 1));
        painter.drawLine(QPointF(pixel, area.top()), QPointF(pixel, area.bottom()));
        const QSizeF size(metrics.height(), metrics.height());
        const QRectF tag(QPointF(std::clamp(pixel - size.width() / 2, area.left(), area.right() - size.width()), area.bottom() - size.height()), size);
        painter.fillRect(tag, colour);
        painter.setPen(frame.colours().color(QPalette::HighlightedText));
        painter.setFont(frame.small_font());
        painter.drawText(tag, Qt::AlignCenter, letter);
    }
}

void draw_change(QPainter& painter, const PlotFrame& frame, std::vector<ReadoutLine> lines) {
    const QFontMetricsF metrics(frame.small_font());
    const double room = frame.area().height() - metrics.height() - 4 * gap;
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(room / metrics.height())));
    if (lines.size() > most)
        lines.resize(most);
    const double height = metrics.height() * static_cast<double>(lines.size()) + 2 * gap;
    draw_readout(painter, frame, QPointF(frame.area().left(), frame.area().bottom() - metrics.height() - gap - height), lines);
}

QString signed_number(double value) {
    const QString text = readable(std::abs(value));
    return value > 0 ? u'+' + text : value < 0 ? QChar(0x2212) + text : text;
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
