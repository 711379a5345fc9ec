// SPDX-License-Identifier: GPL-3.0-or-later
// Opens what is dragged onto a window.
#pragma once

#include <QObject>
#include <QString>

class QMimeData;
class QWidget;

namespace overdamp {

/// Accepts one preset file (.json) or one folder.
class DropTarget : public QObject {
    Q_OBJECT

  public:
    explicit DropTarget(QWidget& window);

  Q_SIGNALS:
    void dropped(const QString& path);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace overdamp
