// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/space_key.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace overdamp {

bool SpaceKey::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space &&
        qobject_cast<QAbstractButton*>(watched)) {
        event->accept();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace overdamp
