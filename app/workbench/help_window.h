// SPDX-License-Identifier: GPL-3.0-or-later
// The help: a small window beside the main one, which F1 opens at what is under the pointer or has the keyboard.
#pragma once

#include <QDialog>
#include <QPoint>
#include <QString>

class QLineEdit;
class QMenu;
class QTextBrowser;
class QToolBar;

namespace overdamp {

class MainWindow;

class HelpWindow : public QDialog {
    Q_OBJECT

  public:
    /// A window of its own that belongs to `window`.
    explicit HelpWindow(MainWindow& window);

    /// Opens a page: "samples", or "measures#train/loss" with an anchor.
    void show_topic(const QString& topic);
    /// The page shown, with its anchor.
    QString topic() const;
    QString text() const;

  public Q_SLOTS:
    /// Where the pointer is, if it moved since the keyboard went elsewhere; otherwise where the keyboard is.
    void explain();

    QLineEdit* search() const { return search_; }

  private:
    QToolBar* make_bar();
    QString page(const QString& name) const;
    QString keyboard_page() const;

    MainWindow& window_;
    QTextBrowser* browser_;
    QLineEdit* search_;
    QPoint pointer_; ///< where it was when the focus last moved
};

/// Where the help explains a widget, looking at its parents too; "contents" if it does so nowhere.
QString help_topic_of(const QWidget* widget);

/// The window's help menu, and F1.
void add_help_menu(MainWindow& window);

} // namespace overdamp
