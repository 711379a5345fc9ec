// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/drop_target.h"

#include "core/language/corpus_files.h"
#include "core/study/study_folder.h"
#include "core/telemetry/log_import.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_list.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

#include <algorithm>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

constexpr int most_looked_at = 200; ///< files of a folder

QStringList paths_in(const QMimeData& data) {
    QStringList paths;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            paths << QFileInfo(url.toLocalFile()).absoluteFilePath();
    return paths;
}

bool holds_text(const fs::path& folder) {
    std::error_code error;
    int seen = 0;
    for (fs::recursive_directory_iterator entries(folder, error), end; !error && entries != end && ++seen < most_looked_at; entries.increment(error))
        if (std::error_code ignored; entries->is_regular_file(ignored) && looks_like_text(entries->path()))
            return true;
    return false;
}

bool is_text(const QString& path) {
    const QFileInfo file(path);
    return file.isDir() ? holds_text(path.toStdString()) : file.isFile() && looks_like_text(path.toStdString());
}

DroppedKind kind_of_one(const QString& path) {
    const QFileInfo file(path);
    const fs::path name = path.toStdString();
    if (file.isDir() && (is_run_folder(name) || is_study_folder(name)))
        return DroppedKind::run;
    if (file.isFile() && file.suffix().compare(QLatin1String("json"), Qt::CaseInsensitive) == 0)
        return DroppedKind::document;
    if (is_archive(name))
        return DroppedKind::archive;
    if (looks_like_log(name))
        return DroppedKind::log;
    return is_text(path) ? DroppedKind::corpus : DroppedKind::nothing;
}

} // namespace

DroppedKind dropped_kind(const QStringList& paths) {
    try {
        if (paths.size() == 1)
            return kind_of_one(paths.first());
        return !paths.isEmpty() && std::ranges::all_of(paths, is_text) ? DroppedKind::corpus : DroppedKind::nothing;
    } catch (const std::exception&) {
        return DroppedKind::nothing; // it cannot be read
    }
}

DropTarget::DropTarget(QWidget& window) : QObject(&window) {
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool DropTarget::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event);
    const QStringList paths = paths_in(*drop->mimeData());
    const DroppedKind kind = dropped_kind(paths);
    if (kind == DroppedKind::nothing)
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        Q_EMIT dropped(kind, paths);
    return true;
}

} // namespace overdamp
