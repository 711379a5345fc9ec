// SPDX-License-Identifier: GPL-3.0-or-later
// Presenter mode: plots and samples in large type over the whole screen, with the few controls that a lecture needs.
#pragma once

#include <QByteArray>
#include <QFont>
#include <QObject>
#include <QPointer>

#include <string>
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

    /// The bar holds these knobs instead of its usual ones, unless there are none. With `going_back` the timeline stays, and Rewind and Fork are there.
    void offer(const std::vector<std::string>& keys, bool going_back);

  public Q_SLOTS:
    void enter();
    /// Everything is again as it was before enter().
    void leave();

  private:
    QToolBar* make_bar();
    void show_bar();

    MainWindow& window_;
    QAction* action_;
    QShortcut* escape_;
    QToolBar* bar_ = nullptr;
    std::vector<std::string> keys_;
    bool going_back_ = false;
    QByteArray layout_;
    Qt::WindowStates window_state_;
    QFont font_;
    std::vector<QPointer<QWidget>> hidden_;
    std::vector<std::pair<QPointer<QSplitter>, QList<int>>> splits_;
};

} // namespace overdamp
