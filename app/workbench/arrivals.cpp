// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/arrivals.h"

#include "app/workbench/corpus_dialog.h"
#include "app/workbench/log_columns_dialog.h"
#include "app/workbench/main_window.h"
#include "app/workbench/presets.h"
#include "app/workbench/runs_dock.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_note.h"
#include "widgets/knob_panel.h"
#include "widgets/wording.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QProgressDialog>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>

namespace overdamp {

namespace {

constexpr int shown_after = 600; // milliseconds, below which a dialog would only flicker
constexpr int progress_positions = 1000;

QFileDialog* make_dialog(MainWindow& window, const QString& title, const QString& filter) {
    auto* dialog = new QFileDialog(&window, title, QString(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return dialog;
}

QString list_of(const std::vector<std::string>& names) {
    QStringList texts;
    for (const std::string& name : names)
        texts << plain(name);
    return texts.join(QStringLiteral(", "));
}

/// What became of a log, in words.
QString report_of(const ImportedLog& log) {
    QStringList columns, lines;
    for (const ImportedColumn& column : log.origin.columns)
        columns << QStringLiteral("%1 → %2").arg(plain(column.theirs), plain(column.ours));
    lines << columns.join(QStringLiteral(", "));
    if (!log.left_out.empty())
        lines << Arrivals::tr("Left out: %1").arg(list_of(log.left_out));
    for (const std::string& notice : log.notices)
        lines << Arrivals::tr("Note: %1").arg(plain(notice));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

Arrivals::Arrivals(MainWindow& window, std::filesystem::path runs) : QObject(&window), window_(window), runs_(std::move(runs)) {}

Arrivals::~Arrivals() = default;

void Arrivals::open(const QString& what) {
    const QFileInfo file(what);
    const std::vector<Experiment> presets = builtin_presets(); // they win over a file of the same name, as on the command line
    const bool is_preset = std::ranges::find(presets, what.toStdString(), &Experiment::name) != presets.end();
    const DroppedKind kind = is_preset || !file.exists() ? DroppedKind::nothing : dropped_kind({file.absoluteFilePath()});
    if (kind != DroppedKind::archive && kind != DroppedKind::log && kind != DroppedKind::corpus) {
        window_.open(what.toStdString());
        return;
    }
    window_.open(presets.front().name);
    take(kind, {file.absoluteFilePath()});
}

void Arrivals::take(DroppedKind kind, const QStringList& paths) {
    switch (kind) {
    case DroppedKind::run:
    case DroppedKind::document:
        return window_.presets().open(paths.first());
    case DroppedKind::archive:
        return unpack(paths.first());
    case DroppedKind::log:
        return import_log(paths.first());
    case DroppedKind::corpus:
        return show_corpus(paths);
    case DroppedKind::nothing:
        return;
    }
}

void Arrivals::add_actions(QMenu& menu) {
    menu.addAction(tr("Open packed &run…"), this, [this] {
        QFileDialog* dialog = make_dialog(window_, tr("Open packed run"), tr("Packed runs (*.zip);;All files (*)"));
        connect(dialog, &QFileDialog::fileSelected, this, &Arrivals::unpack);
        dialog->open();
    });
    menu.addAction(tr("&Import log…"), this, [this] {
        QFileDialog* dialog = make_dialog(window_, tr("Import log of another tool"), tr("Logs (*.csv *.tsv *tfevents*);;All files (*)"));
        connect(dialog, &QFileDialog::fileSelected, this, &Arrivals::import_log);
        dialog->open();
    });
    menu.addAction(tr("Train on a &text…"), this, [this] {
        QFileDialog* dialog = make_dialog(window_, tr("Choose text files"), tr("Text files (*.txt *.md *.text);;All files (*)"));
        dialog->setFileMode(QFileDialog::ExistingFiles);
        connect(dialog, &QFileDialog::filesSelected, this, &Arrivals::show_corpus);
        dialog->open();
    });
}

void Arrivals::open_run(const std::filesystem::path& run) {
    if (auto* dock = qobject_cast<QDockWidget*>(window_.runs().parentWidget()); dock && !dock->isHidden())
        dock->raise(); // what there is to say of it stands there
    window_.runs().refresh();
    window_.presets().open(plain(run.string()));
}

void Arrivals::import_log(const QString& path) {
    in_background(tr("Reading %1").arg(QFileInfo(path).fileName()), [this, path](const auto& report) -> std::function<void()> {
        const LogPreview preview = preview_log(path.toStdString());
        if (preview.is_doubtful())
            return [this, path, preview] { ask_for_columns(path, preview); };
        return import_now(path, {}, {}, report);
    });
}

void Arrivals::ask_for_columns(const QString& path, const LogPreview& preview, const std::filesystem::path& replaced) {
    auto* dialog = new LogColumnsDialog(QFileInfo(path).fileName(), preview, &window_);
    connect(dialog, &QDialog::accepted, this, [this, dialog, path, replaced] {
        in_background(tr("Reading %1").arg(QFileInfo(path).fileName()), [this, path, replaced, columns = dialog->columns()](const auto& report) {
            return import_now(path, columns, replaced, report);
        });
    });
    dialog->open();
}

std::function<void()> Arrivals::import_now(const QString& path, const std::vector<ImportedColumn>& columns, const std::filesystem::path& replaced,
                                           const std::function<bool(double)>& report) {
    const ImportedLog log = overdamp::import_log(path.toStdString(), runs_, {.name = {}, .columns = columns});
    if (!report(1)) {
        std::filesystem::remove_all(log.run);
        return {};
    }
    return [this, path, log, replaced] {
        QStringList news = {tr("Imported %1 steps.").arg(QLocale().toString(static_cast<qulonglong>(log.steps))), report_of(log)};
        if (!replaced.empty())
            news << replace(replaced, log.run);
        open_run(log.run);
        news.removeAll({});
        window_.runs().show_news(news.join(QLatin1Char('\n')), tr("Columns…"), [this, path, log] { show_columns(path, log); });
    };
}

QString Arrivals::replace(const std::filesystem::path& replaced, const std::filesystem::path& run) {
    try {
        save_note(run, load_note(replaced));
    } catch (const std::exception& error) {
        window_.show_problem(plain(error.what()));
    }
    return std::filesystem::exists(replaced) ? window_.runs().delete_runs({replaced}) : QString();
}

void Arrivals::show_columns(const QString& path, const ImportedLog& log) {
    in_background(tr("Reading %1").arg(QFileInfo(path).fileName()), [this, path, log](const auto&) -> std::function<void()> {
        LogPreview preview = preview_log(path.toStdString());
        for (LogColumn& column : preview.columns) {
            const auto taken = std::ranges::find(log.origin.columns, column.name, &ImportedColumn::theirs);
            column.ours = taken == log.origin.columns.end() ? std::string() : taken->ours;
        }
        return [this, path, preview, run = log.run] { ask_for_columns(path, preview, run); };
    });
}

void Arrivals::unpack(const QString& path) {
    in_background(tr("Unpacking %1").arg(QFileInfo(path).fileName()), [this, path](const auto& report) -> std::function<void()> {
        const std::filesystem::path run = unpack_run(path.toStdString(), runs_, report);
        return [this, run] {
            open_run(run);
            window_.runs().show_news(tr("Unpacked into %1.").arg(plain(run.filename().string())));
        };
    });
}

void Arrivals::show_corpus(const QStringList& paths) {
    auto* dialog = new CorpusDialog(paths, runs_, window_.controls().knobs(), &window_);
    connect(dialog, &CorpusDialog::chosen, this, [this](const QString& corpus) {
        const auto train = [this, corpus] {
            Experiment experiment = window_.presets().base();
            experiment.knobs = window_.controls().knobs();
            if (window_.bridge().import_origin()) // whose knobs are not known
                experiment = find_preset("quickstart");
            experiment.knobs.language.corpus = corpus.toStdString();
            window_.bridge().prepare(experiment);
            window_.bridge().run();
        };
        if (!window_.presets().ask_before_losing(train))
            train();
    });
    dialog->open();
}

void Arrivals::in_background(const QString& label, std::function<std::function<void()>(const std::function<bool(double)>& report)> work) {
    auto* progress = new QProgressDialog(label, tr("Cancel"), 0, progress_positions, &window_);
    progress->setWindowTitle(tr("Overdamp"));
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setAutoReset(false);
    progress->setMinimumDuration(shown_after);
    progress->setValue(0);
    const auto cancelled = std::make_shared<std::atomic<bool>>(false);
    connect(progress, &QProgressDialog::canceled, progress, [cancelled] { *cancelled = true; });
    pool_.start([this, progress, cancelled, work = std::move(work)] {
        const auto in_window = [this](auto what) { QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection); };
        int shown = 0;
        const auto report = [&](double share) {
            if (const int now = static_cast<int>(std::lround(share * (progress_positions - 1))); now > shown) {
                shown = now;
                in_window([progress, cancelled, now] {
                    if (!*cancelled)
                        progress->setValue(now);
                });
            }
            return !cancelled->load();
        };
        std::function<void()> then;
        QString trouble;
        try {
            then = work(report);
        } catch (const ArchiveCancelled&) {
            trouble.clear();
        } catch (const std::exception& error) {
            trouble = plain(error.what());
        }
        in_window([this, progress, cancelled, then, trouble] {
            if (!*cancelled)
                progress->close();
            if (then)
                then();
            else if (!trouble.isEmpty())
                window_.show_problem(trouble);
        });
    });
}

} // namespace overdamp
