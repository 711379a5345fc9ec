// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn over the trajectory: other runs, events, marks; and its numbers in words.
#include "widgets/annotations.h"
#include "widgets/trajectory.h"
#include "widgets/wording.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace overdamp {

void Trajectory::set_markers(std::vector<Marker> markers) {
    markers_ = std::move(markers);
    refresh();
}

void Trajectory::set_overlays(const std::vector<Overlay>& overlays) {
    companions_.clear();
    for (const Overlay& overlay : overlays)
        companions_.push_back({.run = overlay, .trail = Trail(), .taken = {}, .vertices = {}});
    forget_growth();
    refresh();
}

std::vector<DataColumn> Trajectory::data() const {
    const TrajectoryColumns columns = read_ ? read_() : TrajectoryColumns{};
    return {{QStringLiteral("train/loss"), {columns.steps, columns.loss}},
            {QStringLiteral("train/predictive_entropy"), {columns.steps, columns.entropy}},
            {QStringLiteral("train/strength"), {columns.steps, columns.strength}}};
}

bool Trajectory::shows(double, std::span<const double> values) const {
    return visible_x().contains(values[0]) && visible_y().contains(values[1]);
}

QString Trajectory::description() const {
    if (!newest_)
        return tr("%1. %2").arg(title(), empty_text());
    return tr("Up to step %1, loss between %2 and %3, predictive entropy between %4 and %5; now at %6 and %7 with α = %8.")
        .arg(count_text(std::llround(newest_->step)))
        .arg(readable(loss_range_->low), readable(loss_range_->high), readable(entropy_range_->low), readable(entropy_range_->high), readable(newest_->x),
             readable(newest_->y))
        .arg(newest_->value, 0, 'g', 3);
}

void Trajectory::take_in_companions() {
    for (Companion& companion : companions_) {
        const TrajectoryColumns columns = trajectory_of(*companion.run.history);
        if (!companion.taken.continues(columns.losses())) {
            companion.trail = Trail();
            companion.taken = {};
        }
        for (std::size_t index = companion.taken.count(); index < columns.steps.size(); ++index)
            companion.trail.add({static_cast<double>(columns.steps[index]), columns.loss[index], columns.entropy[index], columns.strength[index]});
        companion.taken.reach_end_of(columns.losses());
        companion.vertices = companion.trail.vertices();
    }
}

void Trajectory::draw_companions(QPainter& painter) const {
    painter.setFont(frame().small_font());
    for (const Companion& companion : companions_) {
        if (companion.vertices.empty())
            continue;
        const QColor colour = overlay_colour(companion.run.colour, frame().colours());
        QPolygonF line;
        for (const Vertex& vertex : companion.vertices)
            line << place_of(vertex.x, vertex.y);
        painter.setPen(QPen(colour, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        draw_sign(painter, line.back(), {companion.run.colour, true}, colour, frame().colours().color(QPalette::Base), 7 * line_scale());
        const QFontMetricsF metrics(frame().small_font());
        const QRectF area = frame().area();
        const QString name = metrics.elidedText(companion.run.name, Qt::ElideMiddle, 0.45 * area.width());
        const double width = metrics.horizontalAdvance(name);
        const double beside = line.back().x() + 7 + width > area.right() ? line.back().x() - 7 - width : line.back().x() + 7;
        const double left = std::clamp(beside, area.left() + 2, std::max(area.left() + 2, area.right() - width));
        draw_outlined_text(painter, QPointF(left, line.back().y() + metrics.capHeight() / 2), name, colour,
                           frame().colours().color(QPalette::Base));
    }
}

void Trajectory::draw_markers(QPainter& painter) const {
    constexpr double half = 4.5;
    for (const Marker& marker : markers_) {
        const std::optional<Vertex> at = vertex_near(marker.x);
        if (!at)
            continue;
        const QPointF centre = place_of(at->x, at->y);
        painter.setPen(QPen(frame().colours().color(QPalette::Base), 1.5));
        painter.setBrush(colour_of(marker.meaning, frame().colours()));
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -half), centre + QPointF(half, 0), centre + QPointF(0, half), centre + QPointF(-half, 0)}));
    }
    painter.setBrush(Qt::NoBrush);
}

void Trajectory::draw_marks(QPainter& painter) const {
    const auto find = [this](const std::optional<double>& mark) { return mark ? vertex_near(*mark) : std::nullopt; };
    const std::optional<Vertex> a = find(marks().a), b = find(marks().b);
    for (const auto& [at, letter] : {std::pair(a, QStringLiteral("A")), std::pair(b, QStringLiteral("B"))}) {
        if (!at || !visible_x().contains(at->x) || !visible_y().contains(at->y))
            continue;
        const double side = QFontMetricsF(frame().small_font()).height();
        QRectF tag(0, 0, side, side);
        tag.moveCenter(place_of(at->x, at->y));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour_of(Meaning::accent, frame().colours()));
        painter.drawEllipse(tag);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(frame().colours().color(QPalette::HighlightedText));
        painter.setFont(frame().small_font());
        painter.drawText(tag, Qt::AlignCenter, letter);
    }
    if (!a || !b)
        return;
    const QPalette& colours = frame().colours();
    draw_change(painter, frame(),
                {{tr("A → B: %1 step").arg(signed_number(b->step - a->step)), colours.color(QPalette::ToolTipText)},
                 {tr("Δ Loss %1").arg(signed_number(b->x - a->x)), colour_of(Meaning::loss, colours)},
                 {tr("Δ Entropy %1").arg(signed_number(b->y - a->y)), colour_of(Meaning::entropy, colours)}});
}

} // namespace overdamp
