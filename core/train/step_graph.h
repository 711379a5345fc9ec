// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward pass of a small model on a GPU as one CUDA graph: its kernels are shorter than the time to launch them one by one.
#pragma once

#include "core/settings/knobs.h"
#include "core/train/objective.h"

#include <functional>
#include <memory>
#include <optional>

namespace overdamp {

/// All that a pass depends on beside the batch and the parameters. A pass that depends on more, such as masks, has no key and no graph.
struct PassKey {
    FeedbackLaw law = FeedbackLaw::entropy;
    double strength = 0;
    double entropy_bonus = 0, label_smoothing = 0, unlikelihood = 0;
    bool operator==(const PassKey&) const = default;
};

/// Decides when to record: after so many passes in a row with the same key, so that a knob in motion costs nothing.
class GraphPolicy {
  public:
    enum class Choice { directly, record, replay };
    /// What to do with the next pass. `record` comes once for a key; it is replayed from then on as long as the key stays.
    Choice choose(const std::optional<PassKey>& key);
    /// The recording did not succeed: never again.
    void give_up() { given_up_ = true; }

    static constexpr int passes_before_recording = 20;

  private:
    std::optional<PassKey> key_;
    int passes_ = 0; ///< in a row with key_
    bool given_up_ = false;
};

/// Runs passes, on a GPU as a graph where that is possible. What is recorded is checked against the pass itself before it is used.
class StepGraph {
  public:
    /// Sets the flat gradient and returns the means, given int64 [batch, time] inputs on the device and [batch·time] targets.
    using Pass = std::function<ObjectiveMeans(const at::Tensor& inputs, const at::Tensor& targets)>;

    /// A graph is worth its memory up to here.
    static constexpr std::int64_t most_parameters = 30'000'000;

    StepGraph();
    ~StepGraph();
    StepGraph(const StepGraph&) = delete;
    StepGraph& operator=(const StepGraph&) = delete;

    /// pass(inputs, targets) of host tensors for a model with these parameters.
    ObjectiveMeans run(const std::optional<PassKey>& key, const Parameters& parameters, const at::Tensor& inputs, const at::Tensor& targets,
                       const Pass& pass);

  private:
    struct Recording;
    GraphPolicy policy_;
    std::unique_ptr<Recording> recording_; ///< null before there is one
};

} // namespace overdamp
