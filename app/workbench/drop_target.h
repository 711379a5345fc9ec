// SPDX-License-Identifier: GPL-3.0-or-later
// What can be dragged onto a window, decided by content.
#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace overdamp {

enum class DroppedKind {
    nothing,  ///< nobody knows what to do with it
    run,      ///< a run folder, or that of a study
    document, ///< a .json file: an experiment, or whatever else is kept in one
    archive,  ///< a packed run
    log,      ///< the log of another tool
    corpus    ///< text files, or folders with some
};

/// What these files and folders are; several of them can only be texts. Looks at names and first bytes.
DroppedKind dropped_kind(const QStringList& paths);

/// Accepts what has a kind.
class DropTarget : public QObject {
    Q_OBJECT

  public:
    explicit DropTarget(QWidget& window);

  Q_SIGNALS:
    void dropped(overdamp::DroppedKind kind, const QStringList& paths);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace overdamp
