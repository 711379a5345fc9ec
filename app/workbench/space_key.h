// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the space key press a focused button although it is the window's shortcut for Run.
#pragma once

#include <QObject>

namespace overdamp {

/// Install it on the application.
class SpaceKey : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace overdamp
