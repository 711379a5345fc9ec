// SPDX-License-Identifier: GPL-3.0-or-later
// A frame around a widget that somebody is to look at.
#pragma once

#include <QWidget>

namespace overdamp {

/// Lies over `target`, or around it where `outside` says so, until deleted; lets pointer and keys through. Dashes and corners tell it from a frame that is only coloured.
class Highlight : public QWidget {
    Q_OBJECT

  public:
    enum class Place { over, outside };

    /// Outside of a target there must be room in its parent.
    explicit Highlight(QWidget& target, Place place = Place::over);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void follow();

    QWidget& target_;
    Place place_;
};

} // namespace overdamp
