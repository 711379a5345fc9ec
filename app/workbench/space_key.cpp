// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/space_key.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace overdamp {

void SpaceKey::follow_focus(QObject* watched, QEvent::Type type) {
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (!widget)
        return;
    if (type == QEvent::FocusOut) {
        passed_on_ = !widget->isEnabled() || !widget->isVisible();
        return;
    }
    unasked_ = passed_on_ ? watched : nullptr;
    passed_on_ = false;
}

bool SpaceKey::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type == QEvent::FocusIn || type == QEvent::FocusOut)
        follow_focus(watched, type);
    const bool is_key = type == QEvent::ShortcutOverride || type == QEvent::KeyPress;
    if (is_key && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space && qobject_cast<QAbstractButton*>(watched)) {
        if (type == QEvent::KeyPress && watched == unasked_)
            return true;
        if (type == QEvent::ShortcutOverride && watched != unasked_) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace overdamp
