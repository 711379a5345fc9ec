// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/offscreen.h"

#include "app/workbench/help_window.h"
#include "app/workbench/main_window.h"
#include "app/workbench/pages.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/presenter.h"
#include "app/workbench/runs_dock.h"
#include "app/workbench/study_page.h"
#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"
#include "widgets/export.h"
#include "widgets/plot_catalog.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QEventLoop>
#include <QTimer>

#include <cstdio>

namespace overdamp {

namespace {

constexpr QSize plot_size{800, 500};
constexpr int longest_listing = 5000; // milliseconds

/// Makes the part visible: a dock, a page, the window as F11 shows it, the help, or the window as it is.
QWidget& shown_part(MainWindow& window, const QString& part) {
    if (part.isEmpty())
        return window;
    if (part == QLatin1String("presenter")) {
        const QSize size = window.size();
        window.presenter().enter();
        window.showNormal(); // the whole screen is the size that was asked for
        window.resize(size);
        return window;
    }
    if (QWidget* page = window.pages().find(part)) {
        window.pages().show(page);
        return window;
    }
    if (part == QLatin1String("help")) {
        auto* help = window.findChild<HelpWindow*>();
        help->show_topic(QStringLiteral("knobs/Feedback"));
        return *help;
    }
    auto* dock = window.findChild<QDockWidget*>(part);
    if (!dock)
        throw SettingsError("there is no part \"" + part.toStdString() + "\"; expected the name of a dock or page, presenter or help");
    dock->show();
    dock->raise();
    return *dock;
}

} // namespace

void check_run_folder(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder))
        throw SettingsError(folder.string() + ": there is no such folder");
    for (const char* file : {"experiment.json", "metrics.jsonl"})
        if (!std::filesystem::exists(folder / file))
            throw SettingsError(folder.string() + " is no run folder: it has no " + file);
}

void render_plots(const CommandLine& command) {
    const std::filesystem::path run = command.what.toStdString();
    check_run_folder(run);
    const History history = load_history(run);
    PlotsPage page(history);
    page.start_over(load_experiment(run / "experiment.json").knobs.language.corpus != "synthetic");
    PlotPane& pane = *page.panes().front();
    const QPalette colours = command.theme == ThemeChoice::dark ? dark_palette() : light_palette();
    for (const auto& [ending, folder] : command.renders) {
        if (!QDir().mkpath(folder))
            throw FileError("cannot create the folder " + folder.toStdString());
        for (const PlotKind& kind : plot_catalog()) {
            if (kind.title.empty() || !has_data(kind, history))
                continue;
            pane.choose(kind);
            const QString path = QDir(folder).filePath(QString::fromStdString(kind.id) + QLatin1Char('.') + ending);
            if (const QString error = export_plot(*pane.plot(), path, plot_size, colours); !error.isEmpty())
                throw FileError(error.toStdString());
            std::puts(path.toUtf8().constData());
        }
    }
}

namespace {

/// Draws what there is after the widgets have laid themselves out.
void save_picture(QWidget& part, const QString& file) {
    for (int round = 0; round < 3; ++round) // layout, first paint, and what the first paint asked for
        QApplication::processEvents();
    if (!part.grab().save(file, "PNG"))
        throw FileError("cannot write " + file.toStdString());
}

/// The window on its Study page, with the results read.
void take_study_screenshot(const CommandLine& command) {
    const std::filesystem::path study = std::filesystem::canonical(command.what.toStdString());
    MainWindow window(study.parent_path(), nullptr);
    window.set_theme(command.theme.value_or(ThemeChoice::light));
    window.resize(command.size);
    window.show();
    QEventLoop reading;
    QObject::connect(&window.study().driver(), &StudyDriver::results_changed, &reading, &QEventLoop::quit);
    QTimer::singleShot(longest_listing, &reading, &QEventLoop::quit);
    if (!window.open(study.string()))
        throw SettingsError(study.string() + ": the study cannot be shown");
    reading.exec();
    save_picture(window, command.screenshot);
}

} // namespace

void take_screenshot(const CommandLine& command) {
    const std::filesystem::path run = command.what.toStdString();
    if (is_study_folder(run))
        return take_study_screenshot(command);
    check_run_folder(run);
    MainWindow window(std::filesystem::canonical(run).parent_path(), nullptr); // its neighbours are listed
    window.set_theme(command.theme.value_or(ThemeChoice::light));
    window.bridge().open(run);
    window.resize(command.size);
    QEventLoop listing;
    QObject::connect(&window.runs(), &RunsDock::listed, &listing, &QEventLoop::quit);
    QTimer::singleShot(longest_listing, &listing, &QEventLoop::quit);
    window.show();
    listing.exec();
    save_picture(shown_part(window, command.part), command.screenshot);
}

} // namespace overdamp
