// SPDX-License-Identifier: GPL-3.0-or-later
// Gives docks back the width that a small window took from them.
#pragma once

#include <QObject>
#include <QPointer>

#include <vector>

class QDockWidget;
class QMainWindow;

namespace overdamp {

/// A dock that had to become narrower with its window becomes as wide again as it was, as the window grows. The width that counts is the one that a hand
/// dragged it to, that a wide window was restored with, or else the first one.
class DockWidths : public QObject {
    Q_OBJECT

  public:
    /// `window` must outlive this.
    explicit DockWidths(QMainWindow& window);

    /// Follows a dock that is first to be that wide.
    void add(QDockWidget* dock, int width);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Wish {
        QPointer<QDockWidget> dock;
        int width;
        int pressed = 0; ///< as it was when a mouse button went down
    };

    void take_first();
    void take_dragged();
    void widen();

    QMainWindow& window_;
    std::vector<Wish> wishes_;
};

} // namespace overdamp
