// SPDX-License-Identifier: GPL-3.0-or-later
// How the dock hands the selected run on: as files for other programs, packed, and as text for a paper.
#include "app/workbench/run_export.h"
#include "app/workbench/runs_dock.h"
#include "core/study/cite.h"
#include "core/telemetry/run_archive.h"
#include "widgets/wording.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>

namespace overdamp {

namespace {

QString text_of(const std::filesystem::path& path) { return plain(path.string()); }

} // namespace

void RunsDock::build_export_menu() {
    export_menu_ = new QMenu(tr("&Export"), this);
    csv_ = export_menu_->addAction(tr("Measures as &CSV…"), this, [this] {
        export_to_file(tr("Export measures"), QStringLiteral(".csv"), tr("Comma-separated values (*.csv)"), export_csv);
    });
    json_ = export_menu_->addAction(tr("Everything as &JSON…"), this, [this] {
        export_to_file(tr("Export as JSON"), QStringLiteral(".json"), tr("JSON documents (*.json)"), export_json);
    });
    tensorboard_ = export_menu_->addAction(tr("&TensorBoard events…"), this, &RunsDock::export_events);
    pack_ = export_menu_->addAction(tr("&Packed run…"), this, &RunsDock::pack_selected);
    pack_->setToolTip(tr("The run's folder as one zip file, which opens in another Overdamp: drop it onto the window"));
    pack_->setEnabled(can_archive());
    cite_menu_ = new QMenu(tr("Cop&y citation"), this);
    methods_ = cite_menu_->addAction(tr("&Methods text"), this, [this] { copy_citation(false); });
    bibtex_ = cite_menu_->addAction(tr("&BibTeX"), this, [this] { copy_citation(true); });
}

void RunsDock::export_to_file(const QString& title, const QString& suffix, const QString& filter, RunExport write) {
    const auto folders = selected();
    if (folders.size() != 1)
        return;
    auto* dialog = new QFileDialog(this, title, text_of(folders[0].filename()) + suffix, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix.mid(1));
    connect(dialog, &QFileDialog::fileSelected, this, [this, run = folders[0], write](const QString& file) {
        in_background([run, file, write] { return write(run, file.toStdString()); }, tr("Exported to %1.").arg(file));
    });
    dialog->open();
}

void RunsDock::export_events() {
    const auto folders = selected();
    if (folders.size() != 1)
        return;
    auto* dialog = new QFileDialog(this, tr("Export TensorBoard events into"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, run = folders[0]](const QString& folder) {
        in_background([run, folder] { return export_events_of(run, folder.toStdString()); },
                      tr("Exported. Look at it with: tensorboard --logdir %1").arg(folder));
    });
    dialog->open();
}

void RunsDock::pack_selected() {
    const auto folders = selected();
    if (folders.size() != 1)
        return;
    const QString light = tr("Without checkpoints, to look at (*.zip)");
    auto* dialog = new QFileDialog(this, tr("Pack run"), text_of(folders[0].filename()) + QStringLiteral(".zip"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("With checkpoints, to go on (*.zip)"), light});
    dialog->setDefaultSuffix(QStringLiteral("zip"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, run = folders[0], dialog, light](const QString& file) {
        const bool checkpoints = dialog->selectedNameFilter() != light;
        show_news(tr("Packing %1…").arg(text_of(run.filename())));
        in_background([run, file, checkpoints] { return export_packed(run, file.toStdString(), checkpoints); }, tr("Packed into %1.").arg(file));
    });
    dialog->open();
}

void RunsDock::copy_citation(bool bibtex) {
    const auto folders = selected();
    if (folders.empty())
        return;
    try {
        const Citation citation = cite_folders(folders);
        QApplication::clipboard()->setText(plain(bibtex ? citation.bibtex : citation.methods));
        show_news(bibtex ? tr("BibTeX copied.") : tr("Methods text copied."));
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

} // namespace overdamp
