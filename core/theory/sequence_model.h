// SPDX-License-Identifier: GPL-3.0-or-later
// A GPT-2 so small that its distribution over all sequences is computed, not sampled: the paper's P_θ on 𝒳 = 𝒱^T.
#pragma once

#include "core/measure/modes.h"
#include "core/model/transformer.h"
#include "core/theory/minimise.h"

#include <cstdint>
#include <vector>

namespace overdamp {

/// One pair (x, y) of the data, and how often it occurs.
struct SequenceExample {
    std::int64_t prompt = 0;
    std::vector<std::int64_t> answer; ///< words, each below SequenceTask::words
    std::int64_t count = 1;
};

/// The data of (2): prompts x are single tokens, answers y are `length` words. One prompt alone is the same as none.
struct SequenceTask {
    std::int64_t words = 0;
    std::int64_t prompts = 1;
    std::int64_t length = 0; ///< T
    std::vector<SequenceExample> examples;

    /// |𝒱|: the words, and the prompts behind them, which the model could say as well.
    std::int64_t tokens() const { return words + prompts; }
    std::int64_t documents() const; ///< n
};

/// `sentences` distinct sentences of the synthetic language with Zipf's counts, without prompts.
SequenceTask synthetic_task(std::int64_t sentences, std::int64_t length, std::int64_t words, std::int64_t documents);

/// P_emp (2) on its support S₀.
struct Empirical {
    std::vector<std::size_t> places; ///< of each answer among all sequences: their words read as the figures of a number
    std::vector<double> probabilities;
    double entropy() const; ///< H(P_emp), nats
};

/// How P_θ over all sequences compares with P_emp; nats.
struct Generation {
    SentenceModes modes;
    double entropy = 0; ///< H(P_θ) over 𝒱^T
    double total = 0;   ///< P_θ(𝒱^T), which is 1
};

/// One layer of width 8 with 2 heads, in double precision, beside its data.
class SequenceModel {
  public:
    SequenceModel(SequenceTask task, std::int64_t seed);

    const SequenceTask& task() const { return task_; }
    Transformer& model() { return *model_; }
    const Empirical& empirical() const { return empirical_; }

    /// θ [P], a copy.
    at::Tensor place() const;
    void move_to(const at::Tensor& place);

    /// L(θ) = −(1/n) Σ log G_θ(x_i; y_i) of whole sequences, nats (3), and its gradient, at the present θ. With `rows` (int64) over these documents only.
    ValueAndGradient loss(const at::Tensor& rows = {});
    /// L_λ = L + (λ/2)‖θ‖² (3) at `place`, where the model stays.
    ValueAndGradient regularised_loss(const at::Tensor& place, double weight_decay);
    /// log G_θ(x; y) of the first document, nats, under DMU's masks if there are any.
    double first_log_probability(const Masks& masks = {}) const;

    /// log P_θ(y) = log Σ_x P(x)·G_θ(x; y) (22) of every sequence in 𝒱^T, nats [|𝒱|^T].
    at::Tensor log_probabilities() const;
    Generation generation() const;

  private:
    at::Tensor sentence_logs(const at::Tensor& inputs, const at::Tensor& targets, const Masks& masks = {}) const;

    SequenceTask task_;
    std::unique_ptr<Transformer> model_;
    Empirical empirical_;
    std::vector<double> prompt_shares_;
    at::Tensor inputs_, targets_; ///< int64 [n, T]
};

} // namespace overdamp
