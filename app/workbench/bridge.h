// SPDX-License-Identifier: GPL-3.0-or-later
// Between the window and a training session: carries records and status one way, knobs and commands the other.
#pragma once

#include "app/workbench/frame_pace.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/history.h"
#include "core/telemetry/import_origin.h"
#include "core/train/session.h"
#include "widgets/run_bar.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace overdamp {

/// A run made from another one, with its records as they are on disk.
struct Child {
    std::filesystem::path folder;
    std::shared_ptr<History> history;
};

/// Holds one run at a time: a prepared one, a running one, or a recorded one that was opened. It polls the session some ten
/// times a second and never waits for it: a session that is done with ends on a helper thread.
class Bridge : public QObject {
    Q_OBJECT

  public:
    /// Run folders are created in `runs` when a run takes its first step.
    explicit Bridge(std::filesystem::path runs, QObject* parent = nullptr);
    ~Bridge() override;

    /// Prepares a new run, paused; what was there before is ended and kept.
    void prepare(const Experiment& experiment);
    /// Shows a recorded run; it goes on from its newest checkpoint when it is run. Throws FileError or SettingsError and then changes nothing.
    void open(const std::filesystem::path& folder);
    /// The same with the records of the run as they are on disk, which somebody has read already.
    void open(const std::filesystem::path& folder, History history);
    /// Whether that is the folder of the run shown.
    bool shows(const std::filesystem::path& folder) const;
    /// Waits until a run that was shown before has left that folder.
    void wait_for(const std::filesystem::path& folder);
    /// Ends the run, keeping its folder, and opens it again with a later last step.
    void extend(std::int64_t last_step);
    /// Ends the run, keeping its folder, and prepares a new one with the same knobs. Nothing writes to the folder when it returns.
    void let_go();
    /// Ends the run and deletes its folder.
    void discard();

    /// A hand moved a knob. Restart knobs count only before the first step; they make the run prepare itself anew.
    void publish(const Knobs& knobs, std::int64_t gesture);

    void run();
    void pause();
    void step();
    void stop();
    void sample();
    /// Keeps the present state, so that rewinding to it is quick.
    void checkpoint();
    /// Calls `make` on a helper thread, which returns the folder of a child of the run in `parent`, and then `made` on this one with what is in it. The
    /// run shown, if it is that parent, rests meanwhile, so that its records are on disk, and goes on afterwards if it is still shown then. What goes wrong
    /// on the way is told by child_failed(). Does nothing while another child is being made; whoever shows another run takes the child's place.
    void make_child(const std::filesystem::path& parent, std::function<std::filesystem::path()> make, std::function<void(const Child&)> made);
    bool makes_child() const { return making_.valid(); }
    /// Starts the same run without feedback from `step` on, in lock-step behind this one; a run that has ended is repeated alone. A twin of that step that
    /// the run has already goes on. `after` is waited for on the helper thread: an earlier twin may still be writing.
    void start_twin(std::int64_t step, std::shared_future<void> after, std::function<void(std::unique_ptr<Session>, const Child&)> started);
    /// Looks at the present parameters at several temperatures; comparison_arrived() brings the answer. Those of a finished run are read from its
    /// folder.
    void compare_temperatures(const std::vector<double>& temperatures);
    /// Whether there are parameters to look at.
    bool can_compare() const;
    /// Whether runs pause by themselves at the onset of collapse.
    void set_pause_at_onset(bool on);
    /// The training split's own high-frequency share, percent; NaN before it is known.
    double corpus_share() const { return status_.corpus_share; }

    const Experiment& experiment() const { return experiment_; }
    /// The newest knobs, published or recorded.
    const Knobs& knobs() const { return knobs_; }
    const History& history() const { return history_; }
    const std::filesystem::path& folder() const { return status_.folder; }
    const std::string& message() const { return status_.message; }
    const std::string& notice() const { return status_.notice; }
    /// Where the measures of an imported run come from, which cannot be trained; empty for other runs.
    const std::optional<ImportOrigin>& import_origin() const { return import_origin_; }
    /// It paused by itself, because its numbers were not finite.
    bool diverged() const { return status_.diverged; }
    /// Steps that were recorded when the run was opened; those of them that lie ahead are repeated first.
    std::int64_t recorded() const { return recorded_; }
    RunSummary summary() const;
    RunState state() const;
    /// Whether restart knobs are fixed.
    bool begun() const;
    /// Step records that the screen did not get, because it could not keep up.
    std::size_t thinned() const { return thinned_; }

  Q_SIGNALS:
    /// Another run is shown: experiment(), knobs() and history() are new.
    void run_changed();
    /// history() grew.
    void records_arrived();
    /// summary(), state() or message() changed.
    void status_changed();
    /// The run met an event of its schedule: knobs() changed without a hand.
    void knobs_followed();
    /// Why make_child() or start_twin() made none.
    void child_failed(const QString& message);
    /// What compare_temperatures() asked for, or why it could not be had.
    void comparison_arrived(const overdamp::TemperatureComparison& comparison);
    void comparison_failed(const QString& message);

  private:
    void start_session(SessionOptions options);
    Session& session();
    void retire();
    void wait_for_retired();
    void poll();
    void take_status();
    void follow_schedule(const Record& record);
    void poll_reader();
    void restart_preparation();
    void take_child(const Child& child, const QString& trouble, const std::filesystem::path& parent, const std::function<void(const Child&)>& made);
    void forget_child();

    std::filesystem::path runs_;
    Experiment experiment_;
    Knobs knobs_;
    std::int64_t gesture_ = 0;
    std::int64_t gestures_before_ = 0; ///< of earlier sittings and of the schedule; those of this one have larger numbers
    std::int64_t recorded_ = 0;
    bool moved_ = false; ///< a knob was moved while an opened run had no session yet
    std::optional<ImportOrigin> import_origin_;
    History history_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Session> reader_; ///< looks at a finished run's parameters; never trains
    bool pause_at_onset_ = false;
    struct Retired {
        std::filesystem::path folder; ///< that it may still write; empty for none
        std::future<void> ending;
    };
    std::vector<Retired> retired_;
    std::future<void> making_; ///< a child; it may use session_
    int children_ = 0;         ///< number of the newest child begun or forgotten
    bool goes_on_ = false;     ///< once the child is there
    SessionStatus status_;
    bool has_run_ = false;
    std::int64_t last_step_ = 0; ///< new planned end of an opened run, 0 for its own
    std::size_t thinned_ = 0;
    FramePace pace_;
    QTimer timer_;
    QTimer settle_; ///< waits until a restart knob stays where it is
};

} // namespace overdamp
