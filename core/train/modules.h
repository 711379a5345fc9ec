// SPDX-License-Identifier: GPL-3.0-or-later
// DMU and DTU in a run: what a step masks, freezes and perturbs, and the scores that DTU draws by.
#pragma once

#include "core/language/batches.h"
#include "core/model/transformer.h"
#include "core/train/optimizer.h"

#include <vector>

namespace overdamp {

/// False while `feedback.gates_modules` bypasses DMU, DTU and update noise because α_t = 0.
bool modules_in_force(const Knobs& knobs, std::int64_t step);

/// Weight of the past in the running mean of the attention that a position receives.
inline constexpr double attention_memory = 0.95;

/// Every draw is a function of (seed, purpose, step); the attention received is the only state.
class Modules {
  public:
    /// `causal` says what Transformer::causal() does.
    Modules(const Shape& shape, bool causal, const Language& language);

    /// The masks of the training step on `tokens`, int64 [batch, context], if the modules are in force. The sets of DTU are shared by the batch, so
    /// with `rarity` a position's score is the mean over the batch of the rarity (token_rarity()) of the tokens at it; the mask token is as rare as
    /// can be. With `attention` it is the position's running mean in that layer, divided by the layer's largest; before the first report all are alike.
    Masks draw(const Knobs& knobs, std::int64_t step, const at::Tensor& tokens) const;
    /// The feed-forward masks under which text is evaluated and generated: none unless `dmu.at_generation`. Attention is dense there.
    Masks draw_for_generation(const Knobs& knobs, std::int64_t step) const;

    /// What the optimizer must leave alone: the update masks' complement.
    static void freeze(const Masks& masks, const Transformer& model, Update& update);
    /// Adds the update's learning rate·σ_u·N(0, 1) to weights and biases of every layer's attention (GPT-2's c_attn and c_proj) that is not in a frozen
    /// block, if DTU and the modules are in force (Section 6.1).
    static void add_update_noise(const Knobs& knobs, std::int64_t step, const Update& update, Transformer& model);

    /// True if a step under these masks is to report what attention each position received.
    static bool wants_attention(const Knobs& knobs, const Masks& masks);
    /// Takes that report, as Transformer::hidden_states() gives it, into the running mean. Positions out of a shared set keep theirs.
    void observe(const Masks& masks, const std::vector<at::Tensor>& received);

    /// The running mean of the attention that each position received, [layers, context]; empty before the first report.
    NamedTensors state() const;
    /// Throws CheckpointError if `state` holds one that does not fit.
    void check_state(const NamedTensors& state) const;
    /// Continues from a state that check_state() accepts.
    void load_state(const NamedTensors& state);

  private:
    std::vector<FeedForwardMask> draw_feed_forward(const Knobs& knobs, std::int64_t step) const;
    /// Scores of one layer's positions, in [0, 1]; empty if all are alike.
    std::vector<double> scores(const Knobs& knobs, std::int64_t layer, const at::Tensor& tokens) const;

    Shape shape_;
    bool causal_;
    at::Tensor rarity_;   ///< double [vocabulary]
    at::Tensor received_; ///< float [layers, context] on the CPU; undefined before the first report
};

} // namespace overdamp
