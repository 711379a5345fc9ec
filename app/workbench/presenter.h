// SPDX-License-Identifier: GPL-3.0-or-later
// Presenter mode: plots and samples in large type over the whole screen, with the few controls that a lecture needs.
#pragma once

#include <QByteArray>
#include <QFont>
#include <QObject>
#include <QPointer>

#include <vector>

class QAction;
class QShortcut;
class QSplitter;
class QToolBar;

namespace overdamp {

class MainWindow;

class Presenter : public QObject {
    Q_OBJECT

  public:
    explicit Presenter(MainWindow& window);

    /// Goes in and out, F11; checked while presenting.
    QAction* action() const { return action_; }
    bool is_presenting() const { return bar_ != nullptr; }

  public Q_SLOTS:
    void enter();
    /// Everything is again as it was before enter().
    void leave();

  private:
    QToolBar* make_bar();

    MainWindow& window_;
    QAction* action_;
    QShortcut* escape_;
    QToolBar* bar_ = nullptr;
    QByteArray layout_;
    Qt::WindowStates window_state_;
    QFont font_;
    std::vector<QPointer<QWidget>> hidden_;
    std::vector<std::pair<QPointer<QSplitter>, QList<int>>> splits_;
};

} // namespace overdamp
