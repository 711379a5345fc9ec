// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the window slows training: the same run by overdamp-run and in the open, plotting window, alternately.
// Beside it, what the window's own thread took of a processor while training ran: that number is the same on a busy machine.
// benchmark_throughput [PAIRS [STEPS]]      one thread; on a real display where QT_QPA_PLATFORM does not say offscreen.
#include "app/workbench/main_window.h"
#include "core/telemetry/run_folder.h"
#include "core/train/device.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace overdamp;

namespace {

/// Training seconds of the newest run in the folder.
double seconds_in(const QString& runs) {
    const QStringList names = QDir(runs).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    const auto last = last_step_record(QDir(runs).filePath(names.last()).toStdString());
    return last ? last->seconds : 0;
}

/// Processor seconds of this thread.
double thread_seconds() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

double process_seconds() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

double by_command_line(std::int64_t steps) {
    const QTemporaryDir runs;
    QProcess::execute(QStringLiteral(OVERDAMP_RUN), {QStringLiteral("train"), QStringLiteral("collapse"), QStringLiteral("--set"), QStringLiteral("training.threads=1"),
                                                     QStringLiteral("training.steps=%1").arg(steps), QStringLiteral("--runs"), runs.path()});
    return seconds_in(runs.path());
}

double in_the_window(std::int64_t steps) {
    const QTemporaryDir runs;
    {
        Experiment experiment = find_preset("collapse");
        experiment.knobs.training.threads = 1;
        experiment.knobs.training.steps = steps;
        MainWindow window(runs.path().toStdString());
        window.show();
        window.bridge().prepare(experiment);
        QEventLoop finished;
        QObject::connect(&window.bridge(), &Bridge::status_changed, &finished, [&] {
            if (window.bridge().state() == RunState::finished || window.bridge().state() == RunState::failed)
                finished.quit();
        });
        QObject::connect(&window.bridge(), &Bridge::records_arrived, &finished, [frames = 0, &window]() mutable {
            if (++frames % 100 == 0)
                std::printf("%d frames at step %zu\n", frames, window.bridge().history().size());
        });
        while (window.bridge().state() != RunState::ready)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double own = thread_seconds(), all = process_seconds();
        window.bridge().run();
        finished.exec();
        const double drawing = thread_seconds() - own;
        std::printf("the window took %.2f s of a processor beside %.2f s of training: %.1f %%\n", drawing, process_seconds() - all - drawing,
                    100 * drawing / (process_seconds() - all - drawing));
    }
    return seconds_in(runs.path());
}

} // namespace

int main(int count, char** arguments) {
    prefer_fast_libraries(arguments);
    QApplication application(count, arguments);
    apply_theme(application, ThemeChoice::light);
    const int pairs = count > 1 ? QByteArray(arguments[1]).toInt() : 3;
    const std::int64_t steps = count > 2 ? QByteArray(arguments[2]).toLongLong() : 300;
    std::vector<double> ratios;
    for (int pair = 0; pair < pairs; ++pair) {
        const bool window_first = pair % 2 == 1;
        const double first = window_first ? in_the_window(steps) : by_command_line(steps);
        const double second = window_first ? by_command_line(steps) : in_the_window(steps);
        const double line = window_first ? second : first;
        const double window = window_first ? first : second;
        ratios.push_back(line / window);
        std::printf("overdamp-run %.2f s, window %.2f s, throughput of the window %.3f\n", line, window, ratios.back());
    }
    std::ranges::sort(ratios);
    std::printf("median of %d pairs: %.3f\n", pairs, ratios[ratios.size() / 2]);
    return 0;
}
