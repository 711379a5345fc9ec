// SPDX-License-Identifier: GPL-3.0-or-later
// BAARA's decision-making layer: the stochastic policy π_φ(γ, S | s) and its value baseline (B.2).
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace overdamp {

/// γ stays between these.
inline constexpr double smallest_scale = 0.1;
inline constexpr double largest_scale = 3;

/// a_b = (γ_b, S_b).
struct Action {
    double log_scale = 0;    ///< log γ as it was drawn, before it is clipped
    std::vector<bool> scope; ///< one a block: true if its parameters move; at least one is

    /// γ, clipped to its limits.
    double scale() const;
};

/// What the networks say of n states, B blocks, float64.
struct PolicyOutputs {
    at::Tensor log_median;    ///< [n], of γ
    at::Tensor log_deviation; ///< [], log of the standard deviation of log γ, the same for all states
    at::Tensor logits;        ///< [n, B], of including each block
    at::Tensor baseline;      ///< [n], expected reward
};

/// log π(a | s) [n] of log γ [n] and scopes [n, B], 1 for a block that is in. γ is log-normal, its density taken before clipping. The scope is B
/// independent Bernoulli draws, given that they are not all 0: Σ_b log Bernoulli(S_b) − log(1 − Π_b(1 − p_b)).
at::Tensor log_probabilities(const PolicyOutputs& outputs, const at::Tensor& log_scales, const at::Tensor& scopes);

/// min(π_φ(a|s) / π_old(a|s), 3) from both logarithms. Larger weights are truncated, so that one outlier cannot outweigh a batch.
at::Tensor importance_weights(const at::Tensor& log_probabilities, const at::Tensor& old_log_probabilities);

/// The clipped surrogate mean(min(w·A, clip(w, 0.8, 1.2)·A)) of weights [n] and advantages [n] (Schulman et al. 2017).
at::Tensor clipped_surrogate(const at::Tensor& weights, const at::Tensor& advantages);

/// Rewarded actions to learn from, float64.
struct PolicyBatch {
    at::Tensor states;            ///< [n, F]
    at::Tensor log_scales;        ///< [n]
    at::Tensor scopes;            ///< [n, B]
    at::Tensor rewards;           ///< [n]
    at::Tensor log_probabilities; ///< [n], when the actions were drawn
};

/// Weights of both networks and Adam's moments, float64 [size], and its step count.
struct PolicyWeights {
    at::Tensor values, first_moment, second_moment;
    std::int64_t steps = 0;
};

/// Two networks of two tanh layers of 64 on the CPU in float64, the same on every device. A value: copies are independent. It starts with the median
/// of γ at 1 and each block's inclusion near 0.88, whatever the state.
class Policy {
  public:
    Policy(std::int64_t features, std::int64_t blocks, std::mt19937_64& stream);
    /// Continues with weights of size().
    Policy(std::int64_t features, std::int64_t blocks, PolicyWeights weights);
    static std::int64_t size(std::int64_t features, std::int64_t blocks);

    /// Draws exactly from the distribution of log_probabilities(). `state` is [F].
    Action sample(std::span<const double> state, std::mt19937_64& stream) const;
    double log_probability(std::span<const double> state, const Action& action) const;
    /// For states [n, F], without gradient.
    PolicyOutputs outputs(const at::Tensor& states) const;

    /// One step of Adam (Kingma & Ba 2015; rate 3e-3) up the clipped surrogate, advantages being rewards less baseline, standardised over the batch,
    /// and of the baseline towards the rewards. At least two rows. False, leaving everything as it was, if the gradient is not finite.
    [[nodiscard]] bool improve(const PolicyBatch& batch);

    const PolicyWeights& weights() const { return weights_; }

  private:
    PolicyOutputs outputs(const at::Tensor& values, const at::Tensor& states) const;

    std::int64_t features_, blocks_;
    PolicyWeights weights_; ///< never written in place
};

} // namespace overdamp
