// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/drop_target.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace overdamp {

namespace {

/// The file or folder that can be opened, or an empty text.
QString path_in(const QMimeData& data) {
    if (data.urls().size() != 1)
        return {};
    const QFileInfo file(data.urls().first().toLocalFile());
    const bool fits = file.isDir() || (file.isFile() && file.suffix().compare(QLatin1String("json"), Qt::CaseInsensitive) == 0);
    return fits ? file.absoluteFilePath() : QString();
}

} // namespace

DropTarget::DropTarget(QWidget& window) : QObject(&window) {
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool DropTarget::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);
    const QString path = path_in(*drop->mimeData());
    if (path.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        Q_EMIT dropped(path);
    return true;
}

} // namespace overdamp
