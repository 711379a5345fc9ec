// SPDX-License-Identifier: GPL-3.0-or-later
// One training step, readable from top to bottom, and everything that changes with it.
#pragma once

#include "core/language/batches.h"
#include "core/model/transformer.h"
#include "core/telemetry/temperatures.h"
#include "core/train/modules.h"
#include "core/train/numeric_error.h"
#include "core/train/objective.h"
#include "core/train/optimizer.h"
#include "core/train/selection.h"
#include "core/train/stability_probe.h"
#include "core/train/step_graph.h"
#include "core/train/step_in_flight.h"
#include "core/train/undo_point.h"

#include <deque>
#include <memory>
#include <optional>
#include <span>

namespace overdamp {

/// The model, its optimizer and the feedback's memory. A function of (experiment, snapshots): the same build and thread count replay it bit for
/// bit, because every random draw depends on (seed, purpose, step) alone.
class Trainer {
  public:
    /// Initialises the model from the seed. `device` is a resolved one.
    Trainer(const Knobs& knobs, std::shared_ptr<const Language> language, const std::string& device);

    /// From now on this is one of the processes that compute each batch together: rows and sums of every step are shared out. Parameters and
    /// optimizer stay the same bits on each of them.
    void share(std::shared_ptr<const Collective> world) { world_ = std::move(world); }

    /// Trains on the next batch under these knobs. Fills the measured values; revision and times are the caller's.
    /// Throws NumericError, leaving everything as before the step; WorldError if another process is gone, and then this one cannot go on.
    StepRecord step(const Knobs& knobs);

    /// step() in two halves, so that a GPU has its next step before the host has the numbers of the last: begin_step() returns while the GPU works,
    /// finish_step() waits for the oldest step that is in flight. Where not runs_ahead(), a step is begun only after the last was finished.
    /// A step whose numbers turn out not to be finite is repeated, waited for, and those begun behind it are gone. If finish_step() then throws
    /// NumericError, everything is as before that step; on a GPU, which adds in any order, it may succeed.
    void begin_step(const Knobs& knobs) { begin_step(knobs, runs_ahead(knobs)); }
    StepRecord finish_step();
    std::size_t steps_in_flight() const { return in_flight_.size(); }
    /// Whether a step may be begun while another is in flight. On the CPU there is nothing to gain; several processes meet at each step; PSU and
    /// scores by attention decide on the host, from what the last step measured.
    bool runs_ahead(const Knobs& knobs) const;

    /// Remembers its point for the next evaluation's smoothness, which training never reads. `frequencies` receives the measuring sample's, unless it
    /// is null.
    EvaluationRecord evaluate(const Knobs& knobs, FrequencyRecord* frequencies = nullptr);
    SampleRecord sample(const Knobs& knobs) const;
    /// compare_temperatures() of the present parameters, which it leaves as they are bit for bit.
    TemperatureComparison compare_temperatures(const Knobs& knobs, std::span<const double> temperatures) const;

    /// Steps done, those in flight among them; the number of the next step. What follows shows the run after all of them.
    std::int64_t steps_done() const { return step_; }
    const Transformer& model() const { return *model_; }
    const Language& language() const { return *language_; }
    std::int64_t parameter_count() const { return model_->parameters().flat().numel(); }

    /// The parameters by their Hugging Face names.
    NamedTensors model_state() const;
    /// Optimizer moments, the modules' and PSU's state, the feedback's running mean, the weights' moving average and the stability probe's memory.
    NamedTensors optimizer_state() const;
    /// Continues from such states after `steps_done` steps. Throws CheckpointError if they do not fit; nothing has changed then.
    void restore(const NamedTensors& model, const NamedTensors& optimizer, std::int64_t steps_done);

  private:
    FeedbackInForce feedback_in_force(const Knobs& knobs) const;
    /// Loss and its relatives of the batch; their gradient becomes the flat gradient.
    ObjectiveMeans differentiate(const Knobs& knobs, const SharedBatch& batch, const Masks& masks, const FeedbackInForce& feedback,
                                 std::vector<at::Tensor>* received);
    /// The batch of this step, drawn before if there was time.
    SharedBatch take_batch(const Knobs& knobs);
    /// Draws the next step's batch while a GPU is at work; on the CPU nothing would be gained.
    void prepare_next_batch(const Knobs& knobs);
    void begin_step(const Knobs& knobs, bool ahead);
    /// The step's record as far as it is known before the measures are.
    StepRecord planned_record(const Knobs& knobs, const Masks& masks) const;
    /// The update once the measures are there. Throws NumericError if loss, potential or gradient is not finite.
    Update decided_update(const SharedBatch& batch, StepInFlight& step, Selection& selection) const;
    /// The update while the measures are on the device alone, which decides in the same way.
    Update unseen_update(const Knobs& knobs, const at::Tensor& measures, double learning_rate);
    /// Goes back to before `failed`; neither it nor the steps in flight behind it have moved anything.
    void forget(const StepInFlight& failed);
    /// L of the batch under these masks, with the parameters as they are now.
    double loss_of(const SharedBatch& batch, const Masks& masks) const;
    /// Rewards the update that was just made and lets PSU's policy learn. Throws NumericError after going back to `before`.
    void learn_from_update(const Knobs& knobs, const SharedBatch& batch, const Masks& masks, const UndoPoint& before, Selection& selection,
                           StepRecord& record);
    /// Makes gradients and attention received those of the whole batch.
    void add_up(std::vector<at::Tensor>& received);
    void update_weight_average(double memory, bool ahead);
    /// Throws the NumericError that says what of a step is not finite.
    [[noreturn]] void explain(const StepRecord& record) const;

    std::shared_ptr<const Language> language_;
    std::shared_ptr<const Collective> world_; ///< null: this process computes all
    std::unique_ptr<Transformer> model_;
    Optimizer optimizer_;
    Modules modules_;
    Selection selection_;
    StabilityProbe stability_probe_;
    struct PreparedBatch {
        std::int64_t step;
        SharedBatch batch;
    };
    std::optional<PreparedBatch> prepared_;
    StepGraph step_graph_;
    std::deque<StepInFlight> in_flight_; ///< oldest first
    at::Tensor found_inf_;               ///< of the steps in flight up to the newest; undefined until one is begun ahead
    at::Tensor weight_average_;          ///< [P], undefined while the knob is 0
    at::Tensor running_mean_;            ///< [V], π̄ of the law `anchor`; undefined until it has been in force
    std::int64_t step_ = 0;
};

} // namespace overdamp
