// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/dock_widths.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QResizeEvent>
#include <QTimer>

#include <algorithm>

namespace overdamp {

namespace {

constexpr int wide_window = 1200; ///< takes nothing from its docks

bool has_width(const QDockWidget* dock) { return dock && dock->isVisible() && !dock->isFloating() && !dock->visibleRegion().isEmpty(); }

} // namespace

DockWidths::DockWidths(QMainWindow& window) : QObject(&window), window_(window) { window.installEventFilter(this); }

void DockWidths::add(QDockWidget* dock, int width) { wishes_.push_back({.dock = dock, .width = width}); }

bool DockWidths::eventFilter(QObject*, QEvent* event) {
    switch (event->type()) {
    case QEvent::Show: // a restored layout is laid out only then
        QTimer::singleShot(0, this, &DockWidths::take_first);
        break;
    case QEvent::MouseButtonPress: // the edges between docks belong to the window
        for (Wish& wish : wishes_)
            wish.pressed = has_width(wish.dock) ? wish.dock->width() : 0;
        break;
    case QEvent::MouseButtonRelease:
        QTimer::singleShot(0, this, &DockWidths::take_dragged);
        break;
    case QEvent::Resize:
        if (const auto* resize = static_cast<const QResizeEvent*>(event); resize->size().width() > resize->oldSize().width())
            QTimer::singleShot(0, this, &DockWidths::widen); // when the docks have their new places
        break;
    default:
        break;
    }
    return false;
}

void DockWidths::take_first() {
    for (Wish& wish : wishes_)
        if (has_width(wish.dock))
            wish.width = window_.width() >= wide_window ? wish.dock->width() : std::max(wish.width, wish.dock->width());
}

void DockWidths::take_dragged() {
    for (Wish& wish : wishes_)
        if (has_width(wish.dock) && wish.pressed > 0 && wish.dock->width() != wish.pressed)
            wish.width = wish.dock->width();
}

void DockWidths::widen() {
    QList<QDockWidget*> docks;
    QList<int> widths;
    for (const Wish& wish : wishes_)
        if (has_width(wish.dock) && wish.dock->width() < wish.width) {
            docks << wish.dock;
            widths << wish.width;
        }
    if (!docks.isEmpty())
        window_.resizeDocks(docks, widths, Qt::Horizontal);
}

} // namespace overdamp
