// SPDX-License-Identifier: GPL-3.0-or-later
// overdamp: the workbench.
#include "app/program/version.h"
#include "app/workbench/arrivals.h"
#include "app/workbench/command_line.h"
#include "app/workbench/html_report.h"
#include "app/workbench/language.h"
#include "app/workbench/main_window.h"
#include "app/workbench/offscreen.h"
#include "app/workbench/space_key.h"
#include "app/workbench/window_state.h"
#include "core/telemetry/run_folder.h"
#include "core/train/device.h"
#include "widgets/icons.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

#include <cstdio>

namespace {

using overdamp::CommandLine;

enum ExitCode { done = 0, failed = 1, usage = 2 };

bool has_display() {
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

int show_window(QApplication& application, const CommandLine& command) {
    QSettings settings;
    overdamp::speak(application, overdamp::remembered_language(settings));
    overdamp::apply_theme(application, command.theme.value_or(overdamp::remembered_theme(settings)));
    overdamp::SpaceKey space_key;
    application.installEventFilter(&space_key);
    const std::filesystem::path runs = command.runs.isEmpty() ? overdamp::default_runs_folder() : std::filesystem::path(command.runs.toStdString());
    overdamp::MainWindow window(runs, &settings);
    window.show();
    // The window appears first; what it is to show is read afterwards.
    QTimer::singleShot(0, &window, [&] { window.arrivals().open(command.what); });
    return QApplication::exec();
}

int run(QApplication& application, const CommandLine& command) {
    try {
        if (command.action == CommandLine::Action::window)
            return show_window(application, command);
        overdamp::speak(application, overdamp::LanguageChoice::system);
        if (command.action == CommandLine::Action::render)
            overdamp::render_plots(command);
        else if (command.action == CommandLine::Action::report)
            overdamp::write_report(command);
        else
            overdamp::take_screenshot(command);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "overdamp: %s\n", error.what());
        return failed;
    }
    return done;
}

} // namespace

int main(int count, char** arguments) {
    QCoreApplication::setApplicationName(QStringLiteral("overdamp"));
    QCoreApplication::setOrganizationName(QStringLiteral("Overdamp"));
    QCoreApplication::setApplicationVersion(QString::fromStdString(overdamp::version_and_commit()));
    QStringList words;
    for (int i = 0; i < count; ++i)
        words << QString::fromLocal8Bit(arguments[i]);
    const CommandLine command = overdamp::parse_command_line(words);

    switch (command.action) {
    case CommandLine::Action::help:
    case CommandLine::Action::manual:
        std::fputs(command.text.toLocal8Bit().constData(), stdout);
        return done;
    case CommandLine::Action::version:
        std::printf("%s\nQt %s\n", overdamp::version_report("overdamp").c_str(), qVersion());
        return done;
    case CommandLine::Action::usage_error:
        std::fprintf(stderr, "overdamp: %s\nTry overdamp --help.\n", command.text.toLocal8Bit().constData());
        return usage;
    case CommandLine::Action::window:
        if (!has_display()) {
            std::fputs("overdamp: there is no display; use overdamp-run to train, or overdamp render or report to draw the plots of runs\n", stderr);
            return failed;
        }
        overdamp::prefer_fast_libraries(arguments);
        break;
    case CommandLine::Action::render:
    case CommandLine::Action::report:
    case CommandLine::Action::screenshot:
        qputenv("QT_QPA_PLATFORM", "offscreen");
        break;
    }
    QApplication application(count, arguments);
    QApplication::setWindowIcon(overdamp::application_icon());
    return run(application, command);
}
