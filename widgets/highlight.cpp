// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/highlight.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace overdamp {

namespace {

constexpr double thickness = 3;
constexpr double corner = 18;

} // namespace

Highlight::Highlight(QWidget& target, Place place)
    : QWidget(place == Place::over ? &target : target.parentWidget()), target_(target), place_(place) {
    setObjectName(QStringLiteral("highlight"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    target.installEventFilter(this);
    follow();
    show();
    raise();
}

void Highlight::follow() {
    constexpr int margin = static_cast<int>(thickness) + 1;
    setGeometry(place_ == Place::over ? target_.rect() : target_.geometry().adjusted(-margin, -margin, margin, margin));
    raise();
}

bool Highlight::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &target_ && (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::ChildAdded))
        follow();
    return QWidget::eventFilter(watched, event);
}

void Highlight::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(thickness / 2, thickness / 2, -thickness / 2, -thickness / 2);
    QPen pen(colour_of(Meaning::strength, palette()), thickness);
    pen.setDashPattern({2, 2});
    painter.setPen(pen);
    painter.drawRect(frame);
    pen.setStyle(Qt::SolidLine);
    pen.setCapStyle(Qt::SquareCap);
    painter.setPen(pen);
    const double arm = std::min({corner, frame.width() / 3, frame.height() / 3});
    for (const bool right : {false, true})
        for (const bool bottom : {false, true}) {
            const QPointF tip(right ? frame.right() : frame.left(), bottom ? frame.bottom() : frame.top());
            painter.drawLine(tip, tip + QPointF(right ? -arm : arm, 0));
            painter.drawLine(tip, tip + QPointF(0, bottom ? -arm : arm));
        }
}

} // namespace overdamp
