// SPDX-License-Identifier: GPL-3.0-or-later
// What comes into the window from elsewhere: packed runs, logs of other tools, texts to train on.
#pragma once

#include "app/workbench/drop_target.h"
#include "core/telemetry/log_import.h"

#include <QObject>
#include <QThreadPool>

#include <filesystem>
#include <functional>

class QMenu;

namespace overdamp {

class MainWindow;

/// Reads what was dropped or chosen without holding the window up, and opens what became of it.
class Arrivals : public QObject {
    Q_OBJECT

  public:
    /// Run folders are made in `runs`.
    Arrivals(MainWindow& window, std::filesystem::path runs);
    ~Arrivals() override;

    /// What the command line named: a preset, or a file or folder of any kind; one that comes from elsewhere finds the window at its first preset.
    void open(const QString& what);

    /// Does with it what its kind is for. Presets and runs are opened as they are.
    void take(DroppedKind kind, const QStringList& paths);

    /// Adds the menu entries that ask for an archive, a log, or a text.
    void add_actions(QMenu& menu);

    /// Asks what its columns mean where that is in doubt.
    void import_log(const QString& path);
    void unpack(const QString& path);
    /// Shows what the texts hold, and trains on them if the person wants to.
    void show_corpus(const QStringList& paths);

  private:
    /// Runs `work` on another thread behind a dialog that can cancel it; `work` returns what is to be done in the window then.
    void in_background(const QString& label, std::function<std::function<void()>(const std::function<bool(double)>& report)> work);
    /// `replaced` is the run of an earlier import, which the new one takes the place of; empty for none.
    void ask_for_columns(const QString& path, const LogPreview& preview, const std::filesystem::path& replaced = {});
    /// The same question about a log that was imported.
    void show_columns(const QString& path, const ImportedLog& log);
    /// Imports on the calling thread; what it returns shows the run.
    std::function<void()> import_now(const QString& path, const std::vector<ImportedColumn>& columns, const std::filesystem::path& replaced,
                                     const std::function<bool(double)>& report);
    /// The new run keeps the name and note that the person gave the old one. Returns what became of that, in words.
    QString replace(const std::filesystem::path& replaced, const std::filesystem::path& run);
    void open_run(const std::filesystem::path& run);

    MainWindow& window_;
    std::filesystem::path runs_;
    QThreadPool pool_; ///< last, so that it ends before what its threads use
};

} // namespace overdamp
