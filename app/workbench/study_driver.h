// SPDX-License-Identifier: GPL-3.0-or-later
// One study folder in the window: run on a thread of its own, or followed while another program runs it.
#pragma once

#include "core/study/report.h"
#include "core/study/runner.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>
#include <thread>

namespace overdamp {

/// Holds at most one study. Its runs are processes, so they train beside the run that the window shows.
class StudyDriver : public QObject {
    Q_OBJECT

  public:
    explicit StudyDriver(QObject* parent = nullptr);
    /// Pauses the study and waits until its runs have written their checkpoints.
    ~StudyDriver() override;

    /// The program that trains a run; without it the overdamp-run beside this one, else that on the path.
    void set_program(const std::filesystem::path& program) { program_ = program; }

    /// Shows a study as it is on disk. A running one is paused first. Throws FileError or SettingsError and then changes nothing.
    void open(const std::filesystem::path& folder);
    /// Runs what is left of it; what failed is tried again. Throws FileError.
    void run(std::int64_t jobs);
    /// Its runs write their checkpoints and end, also if another program runs it. Throws FileError.
    void pause();
    /// Pauses it if this program runs it, and waits until it rests.
    void pause_and_wait();

    bool holds_study() const { return report_ != nullptr; }
    /// Whether this program runs it, until the last of its runs has ended after pause().
    bool is_running() const { return running_; }
    bool is_pausing() const { return signal_ != 0 || (runs_elsewhere() && order_.paused); }
    /// Whether another program runs it.
    bool runs_elsewhere() const { return !running_ && progress_.count(CellState::running) > 0; }
    /// Whether it was begun, something is left of it, and nobody runs it.
    bool is_paused() const;
    /// The same object until another one is opened.
    const Study& study() const { return *study_; }
    const std::filesystem::path& folder() const { return folder_; }
    const StudyProgress& progress() const { return progress_; }
    const QueueOrder& order() const { return order_; }
    /// Results and verdicts of the runs that have finished.
    const StudyReport& report() const { return *report_; }

    /// Changes what is wanted of the queue, on disk too. Throws FileError.
    void set_order(const QueueOrder& order);

    /// Whether somebody looks: then it is followed while another program runs it.
    void set_watched(bool watched);

  Q_SIGNALS:
    /// Another study is shown.
    void opened();
    /// progress(), order() or is_running() changed.
    void progressed();
    /// report() has new results.
    void results_changed();
    /// It ended by itself: every run has finished, failed, or is held or cancelled.
    void ended();
    void problem(const QString& message);

  private:
    void look();
    void take(const StudyProgress& progress);
    void read_results();
    void end_own();
    void finish(const QString& failure);

    std::filesystem::path program_;
    std::filesystem::path folder_;
    std::shared_ptr<const Study> study_;
    std::shared_ptr<const StudyReport> report_;
    StudyProgress progress_;
    QueueOrder order_;
    std::int64_t jobs_ = 1;
    bool running_ = false;
    bool looking_ = false;
    bool reading_ = false;
    bool read_again_ = false;
    int opened_count_ = 0; ///< tells answers about an earlier study apart
    int orders_ = 0;       ///< and those of before a change of the order
    std::atomic<int> signal_{0};
    std::thread thread_;
    QTimer timer_;
    QThreadPool pool_; ///< last, so that it ends before what its threads use
};

} // namespace overdamp
