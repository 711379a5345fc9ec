// SPDX-License-Identifier: GPL-3.0-or-later
// Looking back along a run, and going back: rewind, fork, what if not, twin.
#pragma once

#include "core/telemetry/fork.h"
#include "core/telemetry/history.h"
#include "widgets/plot.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QWidget;

namespace overdamp {

class Bridge;
class CollapseStrip;
struct ForkSource;
class KnobPanel;
class PlotsPage;
class RunBar;
class SampleView;
class TimePanel;
class Twin;

/// What it works with; all of it must outlive it.
struct TimeTravelParts {
    Bridge& bridge;
    PlotsPage& plots;
    SampleView& samples;
    CollapseStrip& meter;
    RunBar& bar;
    TimePanel& panel;
    Twin& twin;
    KnobPanel& controls;
};

class TimeTravel : public QObject {
    Q_OBJECT

  public:
    TimeTravel(const TimeTravelParts& parts, QWidget* window);

    /// The past step that is looked at; none is the present.
    std::optional<qint64> looked_at() const;
    /// The records of the run that this one was made from, or null.
    const History* parent_history() const { return parent_history_.get(); }
    /// The newest checkpoint before the present step; where there is none, the step some way back.
    std::int64_t rescue_step() const;

    /// To the step looked at, else to rescue_step(): a child run, paused.
    void rewind();
    void rewind_to(std::int64_t step);
    /// Asks where to leave the run shown, at first the step looked at or the present one, and for other knobs; the child trains with them.
    void ask_to_fork();
    /// The same for a recorded run, `name` for the person, at its last step.
    void ask_to_fork(const std::filesystem::path& run, const QString& name);
    /// Repeats the run without the gesture of the event with that revision.
    void repeat_without(std::int64_t revision);
    /// From that step on; the twin of that step that the run has already goes on.
    void start_twin(std::int64_t step);
    /// Takes the twin away, keeping its folder; `wait` returns when nothing writes there any more.
    void end_twin(bool wait);
    /// Other runs that the plots show beside parent and twin.
    void show_beside(std::vector<Overlay> others);

  Q_SIGNALS:
    void problem(const QString& message);
    /// There is a twin now.
    void twin_started();
    /// The run shown is a child that was made of the one shown before.
    void child_made(overdamp::ForkKind kind);

  private:
    void connect_parts();
    void begin_run();
    void go(const std::filesystem::path& parent, const Fork& fork);
    void ask_to_fork_at(std::int64_t step);
    void show_dialog(ForkSource source, std::int64_t step);
    void offer_twin();
    void scrub(std::optional<qint64> step);
    void show_moment();
    void show_line();
    void show_overlays();
    void show_menu(qint64 step, qint64 event, const QPoint& place);
    QString moment_text() const;

    TimeTravelParts parts_;
    QWidget* window_;
    std::optional<Parent> parent_;
    std::shared_ptr<const History> parent_history_;
    std::filesystem::path parent_folder_;
    std::vector<Overlay> others_;
    std::shared_ptr<const History> leaving_; ///< the run that a child is being made of
    std::size_t events_shown_ = 0, evaluations_shown_ = 0;
    bool fresh_ = true; ///< another run is shown: nothing on the line is of it yet
    QElapsedTimer folder_read_;
    QTimer look_again_;
};

} // namespace overdamp
