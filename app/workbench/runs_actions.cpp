// SPDX-License-Identifier: GPL-3.0-or-later
// What the dock does with the selected runs.
#include "app/workbench/notice_bar.h"
#include "app/workbench/run_deletion.h"
#include "app/workbench/run_export.h"
#include "app/workbench/runs_dock.h"
#include "app/workbench/runs_watcher.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_trash.h"
#include "widgets/wording.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QInputDialog>
#include <QTreeView>
#include <QUrl>

namespace overdamp {

namespace {

QString text_of(const std::filesystem::path& path) { return plain(path.string()); }

QFileDialog* make_file_dialog(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) {
    auto* dialog = new QFileDialog(parent, title, suggestion, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

} // namespace

void RunsDock::open_selected() {
    if (const auto folders = selected(); folders.size() == 1)
        Q_EMIT open_requested(folders[0], false);
}

void RunsDock::resume_selected() {
    const auto folders = selected();
    if (folders.size() != 1)
        return;
    Q_EMIT released(folders[0]);
    if (folders[0] != shown_folder() && is_being_written(folders[0]))
        Q_EMIT problem(tr("“%1” cannot be resumed: another program is writing it.").arg(text_of(folders[0])));
    else
        Q_EMIT open_requested(folders[0], true);
}

void RunsDock::fork_selected() {
    if (const auto folders = selected(); folders.size() == 1)
        Q_EMIT fork_requested(folders[0], plain(model_->run(model_->row_of(folders[0])).name()));
}

void RunsDock::rename_selected() {
    if (const QModelIndex row = table_->currentIndex(); row.isValid())
        table_->edit(row.siblingAtColumn(0));
}

void RunsDock::rename(const std::filesystem::path& folder, const QString& name) {
    const RunInfo& run = model_->run(model_->row_of(folder));
    const std::string wanted = name.toStdString();
    change_note(folder, {.name = wanted == run.experiment.name ? std::string() : wanted, .text = run.note.text});
}

void RunsDock::edit_note() {
    const auto folders = selected();
    if (folders.size() != 1)
        return;
    const RunInfo& run = model_->run(model_->row_of(folders[0]));
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setWindowTitle(tr("Note"));
    dialog->setLabelText(tr("Note on “%1”:").arg(plain(run.name())));
    dialog->setTextValue(plain(run.note.text));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, folder = run.folder, name = run.note.name](const QString& text) {
        change_note(folder, {.name = name, .text = text.toStdString()});
    });
    dialog->open();
}

void RunsDock::change_note(const std::filesystem::path& folder, const RunNote& note) {
    try {
        save_note(folder, note);
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
    refresh();
}

void RunsDock::copy_selected() {
    const auto folders = selected();
    if (folders.empty())
        return;
    auto* dialog = make_file_dialog(this, tr("Copy run folders into"), QString(), QString());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, folders](const QString& target) {
        for (const auto& run : folders)
            in_background([run, target] { return copy_run(run, target.toStdString()); }, tr("Copied to %1.").arg(target));
    });
    dialog->open();
}

void RunsDock::in_background(std::function<QString()> work, const QString& done) {
    pool_.start([this, work = std::move(work), done] {
        const QString trouble = work();
        QMetaObject::invokeMethod(
            this,
            [this, trouble, done] {
                if (trouble.isEmpty())
                    show_news(done);
                else
                    Q_EMIT problem(trouble);
            },
            Qt::QueuedConnection);
    });
}

void RunsDock::reveal_selected() {
    if (const auto folders = selected(); folders.size() == 1 && !QDesktopServices::openUrl(QUrl::fromLocalFile(text_of(folders[0]))))
        Q_EMIT problem(tr("No file manager could be started for %1.").arg(text_of(folders[0])));
}

void RunsDock::delete_selected() {
    if (const QString done = delete_runs(selected()); !done.isEmpty())
        show_news(done, tr("Undo"), [this] { undo_stack_->undo(); });
}

QString RunsDock::delete_runs(std::vector<std::filesystem::path> folders) {
    std::erase_if(folders, [this](const auto& folder) { return !release(folder); });
    if (folders.empty())
        return {};
    const QString what = folders.size() == 1 ? tr("“%1”").arg(name_of(folders[0])) : tr("%1 runs").arg(folders.size());
    auto* deletion = new RunDeletion(
        folders, tr("delete %1").arg(what), [this] { refresh(); }, [this](const QString& message) { Q_EMIT problem(message); });
    const int before = undo_stack_->index();
    undo_stack_->push(deletion); // one that moved nothing is deleted there
    return undo_stack_->index() > before ? tr("Deleted %1. It stays in .trash for %2 days.").arg(what).arg(trash_days) : QString();
}

QString RunsDock::name_of(const std::filesystem::path& folder) const {
    const int row = model_->row_of(folder);
    return plain(row < 0 ? folder.filename().string() : model_->run(row).name());
}

bool RunsDock::release(const std::filesystem::path& folder) {
    Q_EMIT released(folder);
    if (folder != shown_folder())
        return true;
    if (bridge_.state() == RunState::running || bridge_.state() == RunState::preparing) {
        Q_EMIT problem(tr("This run is training. Pause it first, then delete it."));
        return false;
    }
    bridge_.let_go();
    return true;
}

void RunsDock::show_news(const QString& text, const QString& offer, std::function<void()> take) {
    take_offer_ = std::move(take);
    news_->show_text(text, offer);
}

} // namespace overdamp
