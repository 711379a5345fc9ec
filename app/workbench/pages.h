// SPDX-License-Identifier: GPL-3.0-or-later
// The window's pages. Explore owns the docks and the run bar; the others have the window to themselves.
#pragma once

#include <QKeySequence>
#include <QObject>

#include <vector>

class QAction;
class QActionGroup;
class QMainWindow;
class QStackedWidget;
class QTabBar;
class QWidget;

namespace overdamp {

class Pages : public QObject {
    Q_OBJECT

  public:
    /// `explore` stands in the middle of the first page, among the docks and tool bars that `window` has whenever another page is turned to.
    Pages(QMainWindow& window, QWidget* explore);

    /// A further page, last in the row. Its key is Ctrl and its number.
    void add(const QString& title, QWidget* page);

    void show(QWidget* page);
    void show_explore();
    bool shows_explore() const;
    QWidget* current() const;
    /// The page with that object name, or null.
    QWidget* find(const QString& name) const;
    /// One for each page, exclusive; for a menu.
    const std::vector<QAction*>& actions() const { return actions_; }

  Q_SIGNALS:
    /// Another page is shown now.
    void turned();

  private:
    void turn_to(int index);
    void leave_explore();
    /// Only the page shown says how small the window may be.
    void fit_to_current();

    QMainWindow& window_;
    QStackedWidget* stack_;
    QTabBar* tabs_;
    QActionGroup* group_;
    std::vector<QAction*> actions_;
    QByteArray layout_; ///< of Explore while another page is shown
};

} // namespace overdamp
