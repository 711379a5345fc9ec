// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline.h"

#include "widgets/plot_frame.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr double side = 16;
constexpr double above = 18; ///< room for the marks over the track
constexpr double thickness = 6;
constexpr double catch_distance = 6; ///< a mark within so many pixels of the pointer is meant

double sharp(double place) { return std::floor(place) + 0.5; }

QString number(qint64 step) { return QLocale().toString(step); }

} // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Timeline"));
    setMouseTracking(true);
}

void Timeline::set_content(TimelineContent content) {
    content_ = std::move(content);
    if (cursor_ && *cursor_ > last())
        cursor_.reset();
    const auto events = static_cast<qint64>(content_.events.size());
    setAccessibleDescription(tr("%1 of %2 steps; events: %3").arg(number(content_.position), number(content_.end), number(events)));
    update();
}

void Timeline::set_cursor(std::optional<qint64> step) {
    if (step)
        step = std::clamp<qint64>(*step, 0, last());
    if (step == cursor_)
        return;
    cursor_ = step;
    update();
}

void Timeline::show_pointer(std::optional<qint64> step) {
    if (step)
        step = std::clamp<qint64>(*step, 0, last());
    if (step == pointer_)
        return;
    pointer_ = step;
    update();
}

void Timeline::scrub(std::optional<qint64> step) {
    set_cursor(step);
    Q_EMIT scrubbed(cursor_);
}

qint64 Timeline::last() const { return std::max(content_.position, content_.recorded); }

qint64 Timeline::reach() const { return std::max({content_.end, last(), qint64{1}}); }

QFont Timeline::small_font() const { return tabular(scaled(font(), 0.85)); }

QSize Timeline::sizeHint() const { return {480, static_cast<int>(above + thickness + 8 + QFontMetricsF(small_font()).height())}; }

QRectF Timeline::track() const { return {side, above, std::max(1.0, width() - 2 * side), thickness}; }

double Timeline::pixel_of(qint64 step) const { return track().left() + track().width() * static_cast<double>(step) / static_cast<double>(reach()); }

qint64 Timeline::step_at(double pixel) const {
    const double share = (pixel - track().left()) / track().width();
    return std::clamp<qint64>(std::llround(share * static_cast<double>(reach())), 0, last());
}

const TimelineEvent* Timeline::event_near(double pixel) const {
    const TimelineEvent* nearest = nullptr;
    for (const TimelineEvent& event : content_.events) {
        const double distance = std::abs(pixel_of(event.step) - pixel);
        if (distance <= catch_distance && (!nearest || distance < std::abs(pixel_of(nearest->step) - pixel)))
            nearest = &event;
    }
    return nearest;
}

/// The next event, checkpoint or other mark in that direction, or the end.
qint64 Timeline::mark_beside(qint64 step, int direction) const {
    std::vector<qint64> marks = content_.checkpoints;
    marks.insert(marks.end(), {0, last()});
    for (const TimelineEvent& event : content_.events)
        marks.push_back(event.step);
    for (const auto& mark : {content_.own_from, content_.onset})
        if (mark)
            marks.push_back(*mark);
    std::ranges::sort(marks);
    if (direction > 0) {
        const auto next = std::ranges::upper_bound(marks, step);
        return next == marks.end() ? last() : *next;
    }
    const auto next = std::ranges::lower_bound(marks, step);
    return next == marks.begin() ? 0 : *std::prev(next);
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    const TimelineEvent* near = event_near(event->position().x());
    scrub(near ? near->step : step_at(event->position().x()));
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        scrub(step_at(event->position().x()));
}

void Timeline::keyPressEvent(QKeyEvent* event) {
    const qint64 now = cursor_.value_or(last());
    const bool marks = event->modifiers() & Qt::ControlModifier;
    const qint64 stride = std::max<qint64>(1, reach() / 20);
    switch (event->key()) {
    case Qt::Key_Left: return scrub(marks ? mark_beside(now, -1) : now - 1);
    case Qt::Key_Right: return scrub(marks ? mark_beside(now, 1) : now + 1);
    case Qt::Key_PageUp: return scrub(now - stride);
    case Qt::Key_PageDown: return scrub(now + stride);
    case Qt::Key_Home: return scrub(0);
    case Qt::Key_End: return scrub(last());
    case Qt::Key_Escape: return scrub(std::nullopt);
    default: QWidget::keyPressEvent(event);
    }
}

void Timeline::contextMenuEvent(QContextMenuEvent* event) {
    const bool by_mouse = event->reason() == QContextMenuEvent::Mouse;
    const double pixel = by_mouse ? event->pos().x() : pixel_of(cursor_.value_or(last()));
    const TimelineEvent* near = event_near(pixel);
    if (by_mouse)
        scrub(near ? near->step : step_at(pixel));
    Q_EMIT menu_requested(cursor_.value_or(last()), near ? near->id : -1, mapToGlobal(QPoint(static_cast<int>(pixel), static_cast<int>(above))));
}

void Timeline::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void Timeline::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

bool Timeline::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), mark_text(help->pos().x()), this);
        return true;
    }
    return QWidget::event(event);
}

QString Timeline::mark_text(double pixel) const {
    QStringList lines{tr("step %1").arg(number(step_at(pixel)))};
    const auto near = [&](qint64 step) { return std::abs(pixel_of(step) - pixel) <= catch_distance; };
    for (const TimelineEvent& event : content_.events)
        if (near(event.step))
            lines << tr("%1 at step %2").arg(event.label, number(event.step));
    for (const qint64 checkpoint : content_.checkpoints)
        if (near(checkpoint))
            lines << tr("checkpoint at step %1").arg(number(checkpoint));
    if (content_.onset && near(*content_.onset))
        lines << tr("onset of the collapse at step %1").arg(number(*content_.onset));
    if (content_.own_from && near(*content_.own_from))
        lines << tr("forked at step %1").arg(number(*content_.own_from));
    return lines.join(u'\n');
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(small_font());
    draw_track(painter);
    draw_scale(painter);
    draw_marks(painter);
    if (cursor_)
        draw_cursor(painter, *cursor_, palette().color(QPalette::WindowText));
    if (pointer_)
        draw_cursor(painter, *pointer_, colour_of(Meaning::neutral, palette()));
}

void Timeline::draw_track(QPainter& painter) const {
    const QPalette colours = palette();
    const QColor ground = colours.color(QPalette::Window), accent = colour_of(Meaning::accent, colours);
    const QRectF bar = track();
    const auto part = [&](qint64 from, qint64 to) {
        return QRectF(QPointF(pixel_of(from), bar.top()), QPointF(pixel_of(to), bar.bottom()));
    };
    QPainterPath outline;
    outline.addRoundedRect(bar, thickness / 2, thickness / 2);
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(bar, mix(ground, colours.color(QPalette::Text), 0.14));
    painter.fillRect(part(0, content_.position), accent);
    if (content_.own_from)
        painter.fillRect(part(0, std::min(*content_.own_from, content_.position)), mix(ground, accent, 0.5));
    if (content_.recorded > content_.position) {
        painter.fillRect(part(content_.position, content_.recorded), mix(ground, accent, 0.3));
        painter.fillRect(part(content_.position, content_.recorded), QBrush(accent, Qt::BDiagPattern));
    }
    painter.restore();
    if (hasFocus()) {
        painter.setPen(QPen(accent, 1));
        painter.drawRoundedRect(bar.adjusted(-3, -3, 3, 3), thickness / 2 + 3, thickness / 2 + 3);
    }
}

void Timeline::draw_scale(QPainter& painter) const {
    const QFontMetricsF metrics(painter.font());
    const double baseline = track().bottom() + 6 + metrics.ascent();
    const std::vector<double> ticks = nice_ticks({0, static_cast<double>(reach())}, std::clamp(static_cast<int>(track().width() / 90), 2, 10));
    const std::vector<QString> labels = tick_labels(ticks, Scale::linear);
    painter.setPen(colour_of(Meaning::neutral, palette()));
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double pixel = pixel_of(static_cast<qint64>(ticks[i])), wide = metrics.horizontalAdvance(labels[i]);
        const QPointF place(std::clamp(pixel - wide / 2, 2.0, std::max(2.0, width() - wide - 2)), baseline);
        const QRectF around(place.x() - 2, track().bottom(), wide + 4, height());
        const auto under = [&](const std::optional<qint64>& step) { return step && label_box(*step).intersects(around); };
        if (!under(cursor_) && !under(pointer_))
            painter.drawText(place, labels[i]);
    }
}

void Timeline::draw_marks(QPainter& painter) const {
    const QRectF bar = track();
    painter.setPen(QPen(colour_of(Meaning::neutral, palette()), 1));
    double drawn = -10;
    for (const qint64 checkpoint : content_.checkpoints) {
        const double pixel = sharp(pixel_of(checkpoint));
        if (pixel - drawn < 2)
            continue; // so many checkpoints would make a block
        painter.drawLine(QPointF(pixel, bar.bottom() + 1), QPointF(pixel, bar.bottom() + 5));
        drawn = pixel;
    }
    if (content_.own_from) {
        const double pixel = sharp(pixel_of(*content_.own_from));
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
        painter.drawLine(QPointF(pixel, bar.top() - 5), QPointF(pixel, bar.bottom() + 5));
    }
    if (content_.onset) {
        const double pixel = sharp(pixel_of(*content_.onset));
        painter.setPen(QPen(colour_of(Meaning::collapse, palette()), 2));
        painter.drawLine(QPointF(pixel, bar.top() - 6), QPointF(pixel, bar.bottom() + 4));
    }
    double free_from = 0; // labels stay apart
    const QFontMetricsF metrics(painter.font());
    for (const TimelineEvent& event : content_.events) {
        const double pixel = pixel_of(event.step), top = bar.top() - 8;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour_of(event.meaning, palette()));
        painter.drawPolygon(QPolygonF({{pixel - 4.5, top}, {pixel + 4.5, top}, {pixel, top + 7}}));
        const double wide = metrics.horizontalAdvance(event.label);
        const double place = std::clamp(pixel + 7, 0.0, std::max(0.0, width() - wide - 4));
        if (place < free_from || (place < pixel + 7 && place + wide > pixel - 6))
            continue;
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QPointF(place, top + 4), event.label);
        free_from = place + wide + 14;
    }
    painter.setPen(QPen(palette().color(QPalette::Window), 1.5));
    painter.setBrush(colour_of(Meaning::accent, palette()));
    painter.drawEllipse(QPointF(pixel_of(content_.position), bar.center().y()), 6, 6);
}

QRectF Timeline::label_box(qint64 step) const {
    const QFontMetricsF metrics(small_font());
    const double wide = metrics.horizontalAdvance(number(step)) + 8;
    return {std::clamp(pixel_of(step) - wide / 2, 0.0, std::max(0.0, width() - wide)), track().bottom() + 5, wide, metrics.height()};
}

void Timeline::draw_cursor(QPainter& painter, qint64 step, const QColor& colour) const {
    const double pixel = sharp(pixel_of(step));
    painter.setPen(QPen(colour, 1));
    painter.drawLine(QPointF(pixel, 2), QPointF(pixel, track().bottom() + 5));
    const QRectF box = label_box(step);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(palette().color(QPalette::Window));
    painter.drawText(box, Qt::AlignCenter, number(step));
}

} // namespace overdamp
