// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_driver.h"

#include "core/settings/text.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <utility>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

constexpr int look_milliseconds = 1500;

fs::path find_program() {
    const fs::path beside = fs::path(QCoreApplication::applicationDirPath().toStdString()) / "overdamp-run";
    std::error_code ignored;
    return fs::exists(beside, ignored) ? beside : fs::path(QStandardPaths::findExecutable(QStringLiteral("overdamp-run")).toStdString());
}

/// Which cells have finished, and where.
std::vector<fs::path> finished_runs(std::span<const CellStatus> cells) {
    std::vector<fs::path> runs;
    for (const CellStatus& cell : cells)
        runs.push_back(cell.state == CellState::finished ? cell.run : fs::path());
    return runs;
}

} // namespace

StudyDriver::StudyDriver(QObject* parent) : QObject(parent) {
    pool_.setMaxThreadCount(1);
    timer_.setInterval(look_milliseconds);
    connect(&timer_, &QTimer::timeout, this, &StudyDriver::look);
}

StudyDriver::~StudyDriver() {
    end_own();
    if (thread_.joinable())
        thread_.join();
}

void StudyDriver::open(const fs::path& folder) {
    auto report = std::make_shared<StudyReport>(empty_report(folder));
    auto study = std::make_shared<const Study>(report->study);
    StudyProgress progress{.cells = cell_statuses(folder, *study), .cell_seconds_left = {}};
    const QueueOrder order = load_queue_order(folder);
    pause_and_wait();
    ++opened_count_;
    folder_ = folder;
    study_ = std::move(study);
    report_ = std::move(report);
    order_ = order;
    jobs_ = suggested_jobs(*study_);
    estimate_time_left(progress, *study_, order_, jobs_);
    progress_ = std::move(progress);
    Q_EMIT opened();
    read_results();
}

void StudyDriver::run(std::int64_t jobs) {
    if (running_ || !holds_study())
        return;
    const fs::path program = program_.empty() ? find_program() : program_;
    if (program.empty())
        throw FileError(tr("overdamp-run, which trains the runs of a study, is neither beside this program nor on the path").toStdString());
    if (thread_.joinable())
        thread_.join();
    jobs_ = jobs;
    order_.paused = false; // as the runner does in the folder
    running_ = true;
    signal_ = 0;
    Q_EMIT progressed();
    thread_ = std::thread([this, program, jobs, folder = folder_, study = study_] {
        StudyRunnerOptions how{.program = program, .jobs = jobs};
        how.progress = [this](const StudyProgress& progress) { QMetaObject::invokeMethod(this, [this, progress] { take(progress); }); };
        how.interrupted = [this] { return signal_.load(); };
        QString failure;
        try {
            run_study(folder, *study, how);
        } catch (const std::exception& error) {
            failure = plain(error.what());
        }
        QMetaObject::invokeMethod(this, [this, failure] { finish(failure); });
    });
}

void StudyDriver::pause() {
    if (running_ && signal_ == 0) {
        signal_ = SIGTERM;
        Q_EMIT progressed();
    } else if (runs_elsewhere() && !order_.paused) {
        QueueOrder order = order_;
        order.paused = true;
        set_order(order);
    }
}

void StudyDriver::end_own() {
    if (running_)
        pause();
}

void StudyDriver::pause_and_wait() {
    end_own();
    if (thread_.joinable())
        thread_.join();
    if (running_)
        finish({});
}

bool StudyDriver::is_paused() const {
    const auto count = [this](CellState state) { return progress_.count(state); };
    const bool begun =
        std::ranges::any_of(progress_.cells, [](const CellStatus& cell) { return !cell.run.empty() || cell.state == CellState::failed; });
    return !running_ && !runs_elsewhere() && begun && count(CellState::waiting) + count(CellState::interrupted) > 0;
}

void StudyDriver::finish(const QString& failure) {
    if (!running_)
        return;
    running_ = false;
    const bool by_itself = signal_.exchange(0) == 0;
    Q_EMIT progressed();
    look();
    if (!failure.isEmpty())
        Q_EMIT problem(failure);
    else if (by_itself && !is_paused())
        Q_EMIT ended();
}

void StudyDriver::set_order(const QueueOrder& order) {
    save_queue_order(folder_, order);
    order_ = order;
    ++orders_;
    Q_EMIT progressed();
    look();
}

void StudyDriver::set_watched(bool watched) { watched ? timer_.start() : timer_.stop(); }

void StudyDriver::look() {
    if (!holds_study() || running_ || std::exchange(looking_, true))
        return;
    pool_.start([this, count = opened_count_, orders = orders_, folder = folder_, study = study_, jobs = jobs_] {
        StudyProgress progress;
        QueueOrder order;
        QString failure;
        try {
            progress.cells = cell_statuses(folder, *study);
            order = load_queue_order(folder);
            estimate_time_left(progress, *study, order, jobs);
        } catch (const std::exception& error) {
            failure = plain(error.what());
        }
        QMetaObject::invokeMethod(this, [this, count, orders, progress, order, failure] {
            looking_ = false;
            if (count != opened_count_ || orders != orders_)
                return look(); // at what it has become
            if (running_)
                return;
            if (!failure.isEmpty()) {
                timer_.stop(); // once is enough
                Q_EMIT problem(failure);
                return;
            }
            order_ = order;
            take(progress);
        });
    });
}

void StudyDriver::take(const StudyProgress& progress) {
    const bool news = finished_runs(progress.cells) != finished_runs(progress_.cells);
    progress_ = progress;
    Q_EMIT progressed();
    if (news)
        read_results();
}

void StudyDriver::read_results() {
    if (std::exchange(reading_, true)) {
        read_again_ = true;
        return;
    }
    pool_.start([this, count = opened_count_, cells = progress_.cells, known = report_] {
        auto report = std::make_shared<StudyReport>(*known);
        update_report(*report, cells);
        QMetaObject::invokeMethod(this, [this, count, report = std::shared_ptr<const StudyReport>(std::move(report))] {
            reading_ = false;
            if (count == opened_count_) {
                report_ = report;
                Q_EMIT results_changed();
            }
            if (std::exchange(read_again_, false) || count != opened_count_)
                read_results();
        });
    });
}

} // namespace overdamp
