// SPDX-License-Identifier: GPL-3.0-or-later
// The training thread's side of a session.
#pragma once

#include "core/telemetry/onset.h"
#include "core/telemetry/run_folder.h"
#include "core/train/checkpoint.h"
#include "core/train/replica.h"
#include "core/train/session.h"
#include "core/train/trainer.h"

#include <condition_variable>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace overdamp {

/// An immutable set of knobs with its number.
struct Snapshot {
    Knobs knobs;
    std::int64_t revision = 0;
    std::int64_t gesture = 0;
};

/// Everything that the session's owner and the training thread share. `mutex` guards all of it but the channel, which has its own.
struct Mailbox {
    std::mutex mutex;
    std::condition_variable wake; ///< a command arrived, the state changed, or the session ends
    std::deque<Command> commands;
    bool obeying = false;                            ///< commands were taken and are being carried out
    std::shared_ptr<const Snapshot> newest;          ///< taken away by the trainer; null if nothing is new
    std::int64_t revision = 0;                       ///< of the newest snapshot ever published
    std::vector<double> temperatures;                ///< of Command::compare_temperatures
    std::optional<TemperatureComparison> comparison; ///< its answer
    bool pause_at_onset = false;
    SessionStatus status;
    Channel channel;
    std::function<void()> state_changed;
    /// Lock-step: the steps that may be done before the partner has done its own.
    std::int64_t limit = std::numeric_limits<std::int64_t>::max();
    std::deque<EventRecord> handed; ///< what the leader met, in order
    std::weak_ptr<Mailbox> leader, follower;
};

/// Steps that a leader may be ahead of its follower.
inline constexpr std::int64_t lead_steps = 64;

/// Runs one experiment to its end, a stop, or a failure; lives on the training thread.
class Worker {
  public:
    Worker(Mailbox& mailbox, Experiment experiment, SessionOptions options);
    void run(const std::stop_token& stop);

  private:
    /// The pace of the last steps, evaluation and sampling included.
    struct Pace {
        std::int64_t step;
        double seconds;
    };

    void prepare(const std::stop_token& stop);
    /// Meets the processes that train this run too, if there are any.
    void meet_others(const std::stop_token& stop);
    /// Lets them end.
    void part_from_others();
    WorldPlace place() const { return options_.rendezvous ? options_.rendezvous->place() : WorldPlace{}; }
    std::int64_t world_size() const { return place().size; }
    /// 0: as many as there are cores.
    std::int64_t wanted_threads() const { return experiment_.knobs.training.threads > 0 ? experiment_.knobs.training.threads : place().threads; }
    /// Puts the weights of model.checkpoint into the model, if there are any.
    void start_from_checkpoint();
    /// Continues from the newest whole checkpoint. Returns what a person should know of it.
    /// Throws SettingsError, with file and line, if a record is damaged.
    std::string resume();
    CheckpointInfo load_newest_checkpoint(std::string& damage);
    void loop(const std::stop_token& stop);
    /// Takes commands; waits for one while paused. False if the run is to end.
    bool obey(const std::stop_token& stop);
    bool obey(Command command);
    /// Whether no step may be made now; call it with the mailbox locked.
    bool must_wait() const;
    void take_snapshot();
    /// Snapshots of a resumed run's own record.
    void repeat_events();
    /// Events of the schedule and of the leader that are due.
    void meet_scheduled_events();
    /// Tells the partners of a lock-step how far they may go.
    void keep_pace();
    /// Gives the follower an event before its step.
    void hand_over(const EventRecord& event);
    /// Lets the leader go on alone.
    void leave_lockstep();
    enum class Turn { again, leave, complete };
    /// One turn of the loop: what is asked for, what is due, a step.
    Turn turn(const std::stop_token& stop);
    /// Evaluation, sample and checkpoint that are due before the next step. False if the run paused at the onset of collapse.
    bool visit_boundary();
    /// Steps whose records have been taken.
    std::int64_t known_steps() const { return trainer_->steps_done() - static_cast<std::int64_t>(trainer_->steps_in_flight()); }
    bool at_end() const { return trainer_->steps_done() >= experiment_.knobs.training.steps; }
    bool evaluation_due() const;
    bool sample_due() const;
    bool checkpoint_due() const;
    /// Whether the next step follows the one in flight at once: nobody asks for anything and nothing is due between them.
    bool goes_straight_on(const std::stop_token& stop);
    void train_one_step();
    /// Takes the record of the oldest step in flight.
    void take_record();
    /// Takes all that are in flight: from then on it is known what the parameters are.
    void settle();
    /// The same once the run has failed: a step that was done before is recorded if it still can be.
    void settle_after_failure();
    /// Pauses a run whose step was given up.
    void pause_diverged(const NumericError& error);
    void log_snapshot_change();
    void ensure_folder();
    void publish(const Record& record);
    void draw_sample();
    void compare_temperatures();
    /// Follows the evaluation; true if the run is to pause because of it.
    bool pauses_at(const EvaluationRecord& evaluation);
    void write_checkpoint();
    void finish(SessionState state, const std::string& message);
    void set_state(SessionState state, const std::string& message = {});
    void update_status(double step_seconds);
    /// Adds the time since it was last called, or since the run went on, to the run's.
    void count_seconds();

    Mailbox& mailbox_;
    Experiment experiment_;
    SessionOptions options_;
    std::unique_ptr<Trainer> trainer_;
    std::optional<Lead> lead_; ///< of the other processes, if there are any
    std::filesystem::path folder_;
    std::optional<Recorder> recorder_;
    Snapshot current_;                  ///< what the next step uses
    Snapshot logged_;                   ///< what the last step used
    std::deque<EventRecord> recorded_;  ///< events that a resumed run repeats
    std::deque<EventRecord> scheduled_; ///< events that a child is to meet, after what it repeats
    std::int64_t replay_end_ = 0;       ///< a resumed run repeats what it had recorded before this step
    std::deque<Pace> pace_;
    std::optional<StepRecord> last_step_;
    std::optional<EvaluationRecord> last_evaluation_;
    std::optional<OnsetWatch> onset_;
    bool resumed_ = false; ///< a resumed run has not made its first step yet
    double seconds_ = 0;
    double counted_ = 0;                                             ///< clock up to which seconds_ counts
    std::deque<double> begun_;                                       ///< clock at the begin of each step in flight
    double record_taken_ = 0;                                        ///< clock when the last record was
    std::int64_t evaluated_ = -1, sampled_ = -1, checkpointed_ = -1; ///< last step at which each was done
    bool paused_ = false, single_step_ = false, stopped_ = false;
};

} // namespace overdamp
