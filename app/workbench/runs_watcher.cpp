// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/runs_watcher.h"

#include "core/telemetry/run_trash.h"
#include "widgets/wording.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace overdamp {

namespace {

constexpr int soon_milliseconds = 100;
constexpr qint64 shortest_pause = 1500; // milliseconds
constexpr qint64 pause_factor = 50;     // pauses are at least that much longer than what they follow

} // namespace

RunsWatcher::RunsWatcher(std::filesystem::path runs, QObject* parent) : QObject(parent), runs_(std::move(runs)) {
    pool_.setMaxThreadCount(1);
    soon_.setSingleShot(true);
    soon_.setInterval(soon_milliseconds);
    now_and_then_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &RunsWatcher::list);
    connect(&now_and_then_, &QTimer::timeout, this, &RunsWatcher::list);
    connect(&folder_, &QFileSystemWatcher::directoryChanged, this, &RunsWatcher::list_soon);
    if (!runs_.empty())
        pool_.start([runs = runs_] { empty_old_trash(runs); });
}

void RunsWatcher::set_watching(bool watching) {
    watching_ = watching;
    if (watching)
        list();
    else
        now_and_then_.stop();
}

void RunsWatcher::list_soon() {
    if (!soon_.isActive())
        soon_.start();
}

void RunsWatcher::list() {
    if (runs_.empty())
        return;
    if (listing_) {
        again_ = true;
        return;
    }
    listing_ = true;
    if (folder_.directories().isEmpty())
        folder_.addPath(plain(runs_.string())); // it may have been made meanwhile
    pool_.start([this] {
        QElapsedTimer clock;
        clock.start();
        std::vector<RunInfo> runs;
        QString problem;
        try {
            runs = lister_.list(runs_);
        } catch (const std::exception& error) {
            problem = plain(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, runs = std::move(runs), problem, took = clock.elapsed()] { take(runs, problem, took); }, Qt::QueuedConnection);
    });
}

void RunsWatcher::take(const std::vector<RunInfo>& runs, const QString& problem, qint64 milliseconds) {
    listing_ = false;
    if (problem.isEmpty())
        Q_EMIT listed(runs);
    else
        Q_EMIT failed(problem);
    if (watching_)
        now_and_then_.start(static_cast<int>(std::max(shortest_pause, pause_factor * milliseconds)));
    if (std::exchange(again_, false))
        list_soon();
}

} // namespace overdamp
