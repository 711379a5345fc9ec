// SPDX-License-Identifier: GPL-3.0-or-later
// How mouse, wheel and keys move through a plot.
#include "widgets/plot.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace overdamp {

namespace {

/// The part of `axis` between two shares of its length; shares outside 0…1 lie beyond it.
Range part_of(const Axis& axis, double from, double to) {
    return {axis.value_at(from), axis.value_at(to)};
}

bool is_usable(const Range& range) {
    const double size = std::max(std::abs(range.low), std::abs(range.high));
    return std::isfinite(size) && range.span() > 1e-12 * size;
}

} // namespace

void Plot::fit() {
    forget_growth();
    show_range(std::nullopt, std::nullopt);
}

void Plot::set_x_view(std::optional<Range> range) {
    if (range == x_view_)
        return;
    x_view_ = range;
    forget_growth();
    refresh();
}

void Plot::set_cursor(std::optional<double> step) {
    if (step == cursor_)
        return;
    cursor_ = step;
    update();
}

void Plot::set_marks(const Marks& marks) {
    if (marks == marks_)
        return;
    marks_ = marks;
    update();
}

void Plot::move_cursor(std::optional<double> step) {
    if (step == cursor_)
        return;
    set_cursor(step);
    Q_EMIT cursor_moved(step);
}

void Plot::show_range(std::optional<Range> x, std::optional<Range> y) {
    if ((x && !is_usable(*x)) || (y && !is_usable(*y)))
        return;
    const bool moved = x != x_view_;
    x_view_ = x;
    y_view_ = y;
    forget_growth();
    refresh();
    if (moved)
        Q_EMIT x_view_changed(x);
}

void Plot::zoom(const QPointF& centre, double factor, bool zoom_x, bool zoom_y) {
    const QRectF area = frame_.area();
    const auto zoomed = [factor](const Axis& axis, double share) { return part_of(axis, share * (1 - factor), share + (1 - share) * factor); };
    std::optional<Range> x = x_view_;
    std::optional<Range> y = y_view_;
    if (zoom_x)
        x = zoomed(frame_.content().x, std::clamp((centre.x() - area.left()) / area.width(), 0.0, 1.0));
    if (zoom_y)
        y = zoomed(frame_.content().y, std::clamp((area.bottom() - centre.y()) / area.height(), 0.0, 1.0));
    const std::optional<Range> data = data_x();
    if (factor > 1 && zoom_x && data && x->contains(*data) && x->span() > 1.5 * data->span())
        return fit();
    show_range(x, y);
}

void Plot::pan(const QPointF& distance) {
    const double right = -distance.x() / frame_.area().width();
    const double up = distance.y() / frame_.area().height();
    FrameContent content = frame_.content();
    content.x.range = part_of(content.x, right, 1 + right);
    content.y.range = part_of(content.y, up, 1 + up);
    show_range(content.x.range, content.y.range);
    // The next move is measured in the frame that this one asks for, even if no repaint comes between.
    set_frame(PlotFrame(std::move(content), QSizeF(size()), font(), palette()));
}

/// A flat box zooms along one axis only; a box too small to be meant does nothing.
void Plot::zoom_into(const QRectF& box) {
    const double least = QApplication::startDragDistance();
    // Not QRectF's intersection, which is empty where the box is perfectly flat.
    const QRectF& area = frame_.area();
    const auto clamped = [&area](const QPointF& place) {
        return QPointF(std::clamp(place.x(), area.left(), area.right()), std::clamp(place.y(), area.top(), area.bottom()));
    };
    const QRectF inside(clamped(box.topLeft()), clamped(box.bottomRight()));
    const bool wide = inside.width() >= least;
    const bool tall = inside.height() >= least;
    if (!wide && !tall)
        return;
    const std::optional<Range> x = wide ? Range{frame_.x_at(inside.left()), frame_.x_at(inside.right())} : x_view_;
    const std::optional<Range> y = tall ? Range{frame_.y_at(inside.bottom()), frame_.y_at(inside.top())} : y_view_;
    show_range(x, y);
}

void Plot::wheelEvent(QWheelEvent* event) {
    const QPoint angle = event->angleDelta();
    const double notches = (angle.y() != 0 ? angle.y() : angle.x()) / 120.0;
    const QPointF place = event->position();
    const QRectF area = frame_.area();
    const bool only_x = event->modifiers().testFlag(Qt::ControlModifier) || place.y() > area.bottom();
    const bool only_y = !only_x && (event->modifiers().testFlag(Qt::ShiftModifier) || place.x() < area.left());
    zoom(place, std::pow(0.8, notches), !only_y, !only_x);
    event->accept();
}

void Plot::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return QWidget::mousePressEvent(event);
    drag_start_ = event->position();
    drag_now_ = event->position();
    drag_button_ = event->button();
}

void Plot::mouseMoveEvent(QMouseEvent* event) {
    const QPointF place = event->position();
    const bool pans = drag_start_ && drag_button_ == Qt::MiddleButton;
    if (pans)
        pan(place - drag_now_);
    drag_now_ = place;
    move_cursor(!pans && frame_.area().contains(place) ? step_at(place) : std::nullopt);
    if (drag_start_)
        update();
}

void Plot::mouseReleaseEvent(QMouseEvent* event) {
    if (!drag_start_ || event->button() != drag_button_)
        return;
    const QRectF box = QRectF(*drag_start_, event->position()).normalized();
    const bool zooms = drag_button_ == Qt::LeftButton;
    drag_start_.reset();
    drag_button_ = Qt::NoButton;
    update();
    if (zooms)
        zoom_into(box);
}

void Plot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        fit();
}

void Plot::leaveEvent(QEvent* event) {
    move_cursor(std::nullopt);
    QWidget::leaveEvent(event);
}

void Plot::keyPressEvent(QKeyEvent* event) {
    const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left: return move_cursor(step_beside(-stride));
    case Qt::Key_Right: return move_cursor(step_beside(stride));
    case Qt::Key_Plus: return zoom(frame_.area().center(), 0.8, true, true);
    case Qt::Key_Minus: return zoom(frame_.area().center(), 1.25, true, true);
    case Qt::Key_Home: return fit();
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace overdamp
