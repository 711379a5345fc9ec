// SPDX-License-Identifier: GPL-3.0-or-later
// Which preset is shown, what has been changed of it, and the ways to open, keep and hand it on.
#pragma once

#include "core/settings/experiment.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QMenu;
class QSettings;

namespace overdamp {

class MainWindow;

/// A preset is built in, a file of the person's, or what an opened run started from. Changes of it are marked in the window's title. Asks before
/// changes are lost that a person meant to keep: those of an own preset file, as long as no run has recorded them.
class Presets : public QObject {
    Q_OBJECT

  public:
    /// `settings` remembers what was open recently and must outlive this; may be null.
    Presets(MainWindow& window, QSettings* settings);

    /// Opens a built-in preset, an experiment file or a run folder, after asking where changes would be lost. `opened` is called once it is shown.
    void open(const QString& what, std::function<void()> opened = {});
    /// The window shows `experiment`, found as `what`.
    void shown(const Experiment& experiment, const QString& what);
    /// The window shows another run: the same experiment with other knobs, or one that was not announced.
    void run_changed();
    /// The knobs shown, the name or the state changed.
    void show_changes();

    /// True if changes would be lost: then a question is asked, and `go_on` called if the person wants to.
    bool ask_before_losing(std::function<void()> go_on);

    /// The experiment as it was opened or saved.
    const Experiment& base() const { return base_; }
    bool modified() const;

    /// Saves to the file that was opened or saved last, or asks for one. `saved` is called after it.
    void save(std::function<void()> saved = {});
    void save_as(std::function<void()> saved = {});
    /// Writes the shown knobs as a preset named as the file. Returns whether that worked; problems are shown.
    bool save_to(const QString& path);

    /// The command line for what is shown; a note in front where a command cannot say everything.
    QString command() const;
    void copy_command();

    /// Fills the menu with what was open recently and is still there.
    void list_recent(QMenu& menu);

  private:
    QStringList recent() const;
    void remember(const QString& path);

    MainWindow& window_;
    QSettings* settings_;
    QStringList recent_; ///< without settings
    Experiment base_;
    QString path_; ///< the person's own file, empty for built-in presets and runs
};

} // namespace overdamp
