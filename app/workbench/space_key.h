// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the space key press a focused button although it is the window's shortcut for Run, but only one that somebody went to: where a widget is
// disabled or hidden, Qt passes its focus on to the next, which nobody means to press.
#pragma once

#include <QEvent>
#include <QObject>
#include <QPointer>

namespace overdamp {

/// Install it on the application.
class SpaceKey : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void follow_focus(QObject* watched, QEvent::Type type);

    bool passed_on_ = false;              ///< the focus is on its way from a widget that is no more to be used
    QPointer<QObject> unasked_ = nullptr; ///< has the focus without anybody's doing
};

} // namespace overdamp
