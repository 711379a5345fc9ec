// SPDX-License-Identifier: GPL-3.0-or-later
// How a recorded run of a million steps opens, pans and zooms, and what memory it takes.
// benchmark_scale [STEPS]      writes such a run, opens it without and with its column cache, each in a process of its own, and removes it.
#include "app/workbench/main_window.h"
#include "app/workbench/plots_page.h"
#include "core/telemetry/column_cache.h"
#include "core/telemetry/run_folder.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QMouseEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>

using namespace overdamp;

namespace {

constexpr int frames = 200;
constexpr QSize window_size{1440, 900};

std::filesystem::path write_run(const QString& folder, std::int64_t steps) {
    const std::filesystem::path run = create_run_folder(folder.toStdString(), find_preset("collapse"));
    Recorder recorder(run);
    std::mt19937_64 generator(1);
    std::normal_distribution<double> normal;
    for (std::int64_t step = 0; step < steps; ++step) {
        const double progress = static_cast<double>(step) / static_cast<double>(steps);
        StepRecord record{.step = step, .revision = 0, .wall = 1e9 + static_cast<double>(step), .seconds = static_cast<double>(step) * 0.01};
        for (const Metric& metric : metric_table())
            if (const auto* member = std::get_if<double StepRecord::*>(&metric.member); member && !metric.name.starts_with("psu/"))
                record.**member = 3 + std::exp(-5 * progress) + 0.2 * normal(generator);
        recorder.record(record);
        if (step % 50 == 0)
            recorder.record(EvaluationRecord{.step = step, .loss = 4 + progress, .hf_share_top10 = 30 + 60 * progress, .distinct_2 = 1 - progress});
    }
    return run;
}

double megabytes_of(const char* key) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith(key))
            return line.mid(qstrlen(key) + 1).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}

double processor_milliseconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void print_times(const char* what, std::vector<double> times) {
    std::ranges::sort(times);
    std::printf("  %-34s median %6.2f ms, 99th percentile %6.2f ms\n", what, times[times.size() / 2], times[times.size() * 99 / 100]);
}

/// Milliseconds from an event of the hand until all plots are painted again, for each frame; on a busy machine the processor's own time says more.
void time_frames(const char* what, MainWindow& window, Plot& plot, const std::function<void(Plot&, int)>& move) {
    const std::vector<PlotPane*> panes = window.plots().panes();
    std::vector<double> times, processor_times;
    for (int frame = 0; frame < frames; ++frame) {
        QElapsedTimer timer;
        timer.start();
        const double begin = processor_milliseconds();
        move(plot, frame);
        for (PlotPane* pane : panes)
            pane->plot()->repaint();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        processor_times.push_back(processor_milliseconds() - begin);
    }
    print_times(what, times);
    print_times("    of which on the processor", processor_times);
}

void send_mouse(Plot& plot, QEvent::Type type, const QPointF& place, Qt::MouseButton button, Qt::MouseButtons buttons) {
    QMouseEvent event(type, place, plot.mapToGlobal(place), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&plot, &event);
}

void send_wheel(Plot& plot, int notches) {
    const QPointF place(plot.width() * 0.6, plot.height() * 0.5);
    QWheelEvent event(place, plot.mapToGlobal(place), {}, QPoint(0, 120 * notches), Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&plot, &event);
}

/// Zooms and pans that plot; those whose x axes are linked with it follow and are painted in the same frame.
void time_movement(MainWindow& window, Plot& plot) {
    std::printf("  %s\n", qPrintable(plot.title()));
    time_frames("  zoom in and out, x", window, plot, [](Plot& moved, int frame) { send_wheel(moved, frame % 40 < 20 ? 1 : -1); });
    send_wheel(plot, 3);
    for (PlotPane* pane : window.plots().panes())
        pane->plot()->repaint();
    send_mouse(plot, QEvent::MouseButtonPress, {300, 150}, Qt::MiddleButton, Qt::MiddleButton);
    time_frames("  pan", window, plot, [](Plot& moved, int frame) {
        const double x = 300 + 100 * std::sin(frame * 0.1);
        send_mouse(moved, QEvent::MouseMove, {x, 150}, Qt::NoButton, Qt::MiddleButton);
    });
    send_mouse(plot, QEvent::MouseButtonRelease, {300, 150}, Qt::MiddleButton, Qt::NoButton);
    plot.fit();
}

int measure(const std::string& run) {
    const double empty = megabytes_of("VmRSS:");
    MainWindow window({});
    window.resize(window_size);
    window.show();
    QApplication::processEvents();
    const double before = megabytes_of("VmRSS:");
    QElapsedTimer timer;
    timer.start();
    QEventLoop opened;
    QObject::connect(&window.bridge(), &Bridge::run_changed, &opened, &QEventLoop::quit, Qt::QueuedConnection);
    window.open(run);
    double longest_gap = 0;
    QElapsedTimer gap;
    gap.start();
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, [&] { longest_gap = std::max(longest_gap, static_cast<double>(gap.restart())); });
    beat.start(5);
    opened.exec();
    beat.stop();
    for (PlotPane* pane : window.plots().panes())
        pane->plot()->repaint();
    std::printf("open %.3f s\n", static_cast<double>(timer.nsecsElapsed()) / 1e9);
    std::printf("  %zu steps; the window answered after at most %.0f ms meanwhile\n", window.bridge().history().size(), longest_gap);
    for (PlotPane* pane : window.plots().panes())
        if (pane->kind().id == "loss-entropy" || pane->kind().id == "trajectory")
            time_movement(window, *pane->plot());
    std::printf("  resident memory: %.0f MB at start, %.0f MB with an empty window, %.0f MB now, %.0f MB at most\n", empty, before, megabytes_of("VmRSS:"),
                megabytes_of("VmHWM:"));
    return 0;
}

/// Opens the run in a process of its own; returns the seconds.
double open_in_process(const std::filesystem::path& run) {
    QProcess process;
    process.start(QApplication::applicationFilePath(), {QStringLiteral("measure"), QString::fromStdString(run.string())});
    process.waitForFinished(-1);
    const QByteArray output = process.readAllStandardOutput();
    std::fputs(output.constData(), stdout);
    return output.split(' ').value(1).toDouble();
}

} // namespace

int main(int count, char** arguments) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, arguments);
    apply_theme(application, ThemeChoice::light);
    if (count == 3 && QByteArray(arguments[1]) == "measure")
        return measure(arguments[2]);
    const std::int64_t steps = count > 1 ? QByteArray(arguments[1]).toLongLong() : 1'000'000;
    const QTemporaryDir folder;
    const std::filesystem::path run = write_run(folder.path(), steps);
    const std::filesystem::path metrics = run / "metrics.jsonl";
    const double size = static_cast<double>(std::filesystem::file_size(metrics)) / 1e6;
    std::printf("%lld steps, metrics.jsonl of %.0f MB\n\nwithout the cache: ", static_cast<long long>(steps), size);
    std::fflush(stdout);
    const double without = open_in_process(run);
    std::printf("\nwith the cache of %.0f MB: ", static_cast<double>(std::filesystem::file_size(column_cache_of(metrics))) / 1e6);
    const double with = open_in_process(run);
    std::printf("\nwith / without the cache: %.4f\n", with / without);
    return 0;
}
