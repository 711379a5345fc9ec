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
#include "core/train/undo_point.h"

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

    /// Remembers its point for the next evaluation's smoothness, which training never reads. `frequencies` receives the measuring sample's, unless it
    /// is null.
    EvaluationRecord evaluate(const Knobs& knobs, FrequencyRecord* frequencies = nullptr);
    SampleRecord sample(const Knobs& knobs) const;
    /// compare_temperatures() of the present parameters, which it leaves as they are bit for bit.
    TemperatureComparison compare_temperatures(const Knobs& knobs, std::span<const double> temperatures) const;

    /// Steps done; the number of the next step.
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
    /// What the step's record says before the update. Throws NumericError if loss, potential or gradient is not finite.
    StepRecord measure(const Knobs& knobs, const ObjectiveMeans& means, const FeedbackInForce& feedback, const Masks& masks) const;
    /// L of the batch under these masks, with the parameters as they are now.
    double loss_of(const SharedBatch& batch, const Masks& masks) const;
    /// Rewards the update that was just made and lets PSU's policy learn. Throws NumericError after going back to `before`.
    void learn_from_update(const Knobs& knobs, const SharedBatch& batch, const Masks& masks, const UndoPoint& before, Selection& selection,
                           StepRecord& record);
    /// Makes gradients and attention received those of the whole batch.
    void add_up(std::vector<at::Tensor>& received);
    void update_weight_average(double memory);
    void check_finite(const StepRecord& record) const;

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
    at::Tensor weight_average_; ///< [P], undefined while the knob is 0
    at::Tensor running_mean_;   ///< [V], π̄ of the law `anchor`; undefined until it has been in force
    std::int64_t step_ = 0;
};

} // namespace overdamp
