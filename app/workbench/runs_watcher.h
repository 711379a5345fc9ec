// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a list of recorded runs up to date without holding the window up.
#pragma once

#include "core/telemetry/run_list.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>
#include <vector>

namespace overdamp {

/// Lists the runs on a thread of its own: at once when folders come or go, and now and then while somebody looks, because files inside the folders
/// grow. A listing that takes long is repeated the more rarely, so that it takes at most two percent of a processor.
class RunsWatcher : public QObject {
    Q_OBJECT

  public:
    explicit RunsWatcher(std::filesystem::path runs, QObject* parent = nullptr);

    const std::filesystem::path& runs() const { return runs_; }
    /// Whether somebody looks.
    void set_watching(bool watching);
    /// Lists the runs again soon; several wishes become one.
    void list_soon();

  Q_SIGNALS:
    void listed(const std::vector<overdamp::RunInfo>& runs);
    /// The folder cannot be read.
    void failed(const QString& message);

  private:
    void list();
    void take(const std::vector<RunInfo>& runs, const QString& problem, qint64 milliseconds);

    std::filesystem::path runs_;
    RunLister lister_; ///< used by the pool's only thread
    QFileSystemWatcher folder_;
    QTimer soon_, now_and_then_;
    bool watching_ = false, listing_ = false, again_ = false;
    QThreadPool pool_; ///< last, so that it ends before what its thread uses
};

} // namespace overdamp
