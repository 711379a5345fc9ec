// SPDX-License-Identifier: GPL-3.0-or-later
// A frame around a widget that somebody is to look at.
#pragma once

#include <QWidget>

namespace overdamp {

/// Lies over `target`, as large as it, until deleted; lets pointer and keys through. Dashes and corners tell it from a frame that is only coloured.
class Highlight : public QWidget {
    Q_OBJECT

  public:
    explicit Highlight(QWidget& target);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace overdamp
