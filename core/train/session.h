// SPDX-License-Identifier: GPL-3.0-or-later
// One run on a background thread, steered by snapshots and commands.
#pragma once

#include "core/settings/experiment.h"
#include "core/telemetry/channel.h"
#include "core/telemetry/run_program.h"
#include "core/telemetry/temperatures.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace overdamp {

enum class SessionState {
    preparing, ///< reading the corpus, building the model
    running,
    paused,
    finished, ///< reached training.steps, or stopped; the run folder is complete
    failed    ///< see SessionStatus::message; the run folder holds everything up to the failure
};

/// What the screen shows beside the curves. Values, copied under a lock.
struct SessionStatus {
    SessionState state = SessionState::preparing;
    std::int64_t step = 0;              ///< steps done
    std::int64_t steps = 0;             ///< planned end
    double seconds = 0;                 ///< training time without pauses, seconds
    double tokens_per_second = 0;       ///< smoothed over recent steps
    double seconds_remaining = 0;       ///< steps left at the recent pace, evaluation included, seconds
    std::int64_t parameters = 0;        ///< number of model parameters
    std::string device;                 ///< "cpu, 2 threads" or the GPU's name
    std::string message;                ///< why it failed, or why it paused by itself
    bool diverged = false;              ///< it paused by itself, because a loss or gradient was not finite
    double corpus_share = not_measured; ///< the training split's own share of its ten most frequent tokens, percent
    std::string notice;                 ///< what a person should know of how it was resumed; empty if nothing
    std::filesystem::path folder;       ///< run folder, empty until it exists and for unrecorded runs
};

class Rendezvous;

struct SessionOptions {
    std::filesystem::path runs = {};   ///< where to create the run folder; empty records nothing
    std::filesystem::path resume = {}; ///< run folder to continue instead of starting anew
    std::int64_t last_step = 0;        ///< with `resume`: new planned end, 0 keeps the old one
    bool start_paused = false;
    std::string device = {};     ///< LibTorch's name of the device to compute on, where training.device is not to say it; empty: that does
    ProgramVersion program = {}; ///< noted in the run's folder with its first step; one without a version is not
    /// Where the other processes come that train this run too (see replica.h), this one being rank 0; null trains alone.
    std::shared_ptr<Rendezvous> rendezvous = {};
    /// Called on the training thread after the state changed; must only post a message elsewhere.
    std::function<void()> state_changed = {};
};

enum class Command { run, pause, step, stop, sample, checkpoint, compare_temperatures };
struct Mailbox;

/// Owns the training thread. Every function may be called from any thread and returns at once, except the destructor,
/// which stops the run at the next step boundary, writes a checkpoint and joins.
class Session {
  public:
    /// Starts to prepare on the background thread; what goes wrong there ends in SessionState::failed.
    Session(Experiment experiment, SessionOptions options);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Makes `knobs` the newest snapshot; the trainer takes it at the top of the next step. Restart knobs are ignored. A resumed run first repeats
    /// the steps that it had recorded after its checkpoint, with their snapshots, and takes new ones from there on. `gesture` groups the snapshots of
    /// one drag. Returns the snapshot's revision.
    std::int64_t publish(const Knobs& knobs, std::int64_t gesture);

    void run();
    void pause();
    /// Makes one step and pauses.
    void step();
    /// Ends the run: checkpoint, summary, SessionState::finished.
    void stop();
    /// Draws one sample now, also while paused.
    void sample();
    /// Writes a checkpoint at the next step boundary.
    void checkpoint();

    /// Trains in lock-step behind `leader`: never ahead of it, meeting its events but for the feedback's strength at the same steps,
    /// while the leader waits where it is more than a few dozen steps ahead. Both must be paused. Ends when either session does or this one's numbers
    /// diverge.
    void follow(Session& leader);
    /// Looks at what the present parameters write at these temperatures, at the next step boundary, also while paused; training goes on as if nothing
    /// had happened. Of requests that wait, the newest counts.
    void compare_temperatures(std::vector<double> temperatures);
    /// The newest answer to it, once.
    std::optional<TemperatureComparison> take_comparison();
    /// While on, a run pauses by itself at the evaluation that shows the onset of collapse (find_onset()). What the run computes does not depend on
    /// it.
    void pause_at_onset(bool on);

    SessionStatus status() const;
    /// Waits until the state is one of paused, finished or failed.
    SessionState wait() const;
    /// Records for the screen.
    Channel& channel();

  private:
    void send(Command command);

    std::shared_ptr<Mailbox> mailbox_;
    std::jthread thread_;
};

} // namespace overdamp
