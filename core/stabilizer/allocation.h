// SPDX-License-Identifier: GPL-3.0-or-later
// BAARA, batch-aware adaptive resource allocation (Alg. 1, B.2): state, reward, replay, learning.
#pragma once

#include "core/stabilizer/policy.h"

#include <cstdint>
#include <deque>
#include <random>
#include <span>
#include <vector>

namespace overdamp {

/// Running mean and variance of the features of s_b, over all states so far.
class RunningMoments {
  public:
    explicit RunningMoments(std::size_t features) : mean_(features), squares_(features) {}
    /// Continues from what count(), mean() and squares() said.
    RunningMoments(std::int64_t count, std::vector<double> mean, std::vector<double> squares)
        : count_(count), mean_(std::move(mean)), squares_(std::move(squares)) {}

    /// Takes a state in (Welford 1962).
    void add(std::span<const double> state);
    /// (s − mean) / standard deviation of each feature, clipped to ±10; 0 where it has not varied.
    std::vector<double> normalise(std::span<const double> state) const;

    std::int64_t count() const { return count_; }
    const std::vector<double>& mean() const { return mean_; }
    /// Sums of squared deviations from the mean.
    const std::vector<double>& squares() const { return squares_; }

  private:
    std::int64_t count_ = 0;
    std::vector<double> mean_, squares_;
};

/// C = exp(−κ·H) of the predictive entropy in nats.
double confidence(double decay, double entropy);

/// r = V̄·C − ρ·(γ − 1)² (68).
double reward(double mean_value, double confidence, double penalty, double scale);

/// What was decided for a batch, and on which grounds.
struct Decision {
    std::vector<double> state; ///< normalised
    Action action;
    double log_probability = 0;
};

/// (s, a, T*, r, log π(a|s)).
struct Experience {
    Decision decision;
    double cost;   ///< T* relative to the dense step: c̃
    double reward;
};

/// How one reward is made.
struct RewardTerms {
    double value;   ///< V(B_t) (65), nats
    double entropy; ///< H(B_t) (67), nats
    double confidence_decay, scale_penalty; ///< κ, ρ
    double cost;    ///< T*
    std::size_t window, replay; ///< Δ and the most experiences to keep
};

/// Everything that BAARA continues from. A value: copies are independent.
struct Allocator {
    RunningMoments moments;
    Policy policy;
    std::deque<double> values;      ///< the last Δ batch values (66), oldest first
    std::deque<Experience> replay;  ///< oldest first

    /// Takes the state into its moments, normalises it and draws an action from the policy.
    Decision decide(std::span<const double> state, std::mt19937_64& stream);
    /// The reward of a decision, V̄ being the mean of the last Δ values, fewer at first; remembers it with the decision.
    double remember(const Decision& decision, const RewardTerms& terms);
    /// Four policy-gradient steps, each on up to 64 experiences drawn without replacement; nothing while there are fewer than two. False, leaving the
    /// policy as it was, if a gradient is not finite.
    [[nodiscard]] bool learn(std::mt19937_64& stream);
};

} // namespace overdamp
