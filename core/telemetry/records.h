// SPDX-License-Identifier: GPL-3.0-or-later
// What a run reports: plain values that cross from the training thread to disk and screen.
#pragma once

#include "core/settings/knobs.h"

#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace overdamp {

inline constexpr double not_measured = std::numeric_limits<double>::quiet_NaN();

/// One training step. `step` counts from 0; the values belong to the parameters before the step's update,
/// and a step's numbers do not depend on whether anybody reads them. Definitions: metric_table().
struct StepRecord {
    std::int64_t step = 0;
    std::int64_t revision = 0; ///< of the knob snapshot that the step used
    double wall = 0;           ///< Unix time at the end of the step, seconds
    double seconds = 0;        ///< training time so far, without pauses, seconds
    double loss = not_measured;
    double predictive_entropy = not_measured;
    double potential = not_measured;
    double penalty = not_measured;
    double remedy = not_measured;
    double objective = not_measured;
    double parameter_norm = not_measured;
    double gradient_norm = not_measured;
    double strength = not_measured;
    double learning_rate = not_measured;
    double work_share = not_measured;
    double update_scale = not_measured;
    double scope = not_measured;
    double gradient_ratio = not_measured;
    double batch_value = not_measured;
    double reward = not_measured;
    double tokens_per_second = not_measured;
};

/// Measures on the evaluation schedule, of the parameters before step `step`. Definitions: metric_table().
struct EvaluationRecord {
    std::int64_t step = 0;
    std::int64_t revision = 0;
    double wall = 0;
    double seconds = 0;
    double loss = not_measured;
    double perplexity = not_measured;
    double predictive_entropy = not_measured;
    double effective_rank = not_measured;
    double loss_gradient_norm = not_measured;
    double smoothness = not_measured;
    double hf_share_top10 = not_measured;
    double hf_share_top10_words = not_measured;
    double hf_share_top100 = not_measured;
    double hf_share_half = not_measured;
    double hf_share_frequent = not_measured;
    double hf_share_own_top10 = not_measured;
    double sample_entropy = not_measured;
    double distinct_1 = not_measured;
    double distinct_2 = not_measured;
    double distinct_3 = not_measured;
    double repeated_4grams = not_measured;
    double longest_repeat = not_measured;
    double unended = not_measured;
    double length = not_measured;
    double zipf_exponent = not_measured;
    double kl_from_corpus = not_measured;
    double kl_to_corpus = not_measured;
    double js_corpus = not_measured;
    double vocabulary_coverage = not_measured;
    double mode_words = not_measured;
    double modes_mass = not_measured;
    double modes_kl_forward = not_measured;
    double modes_kl_reverse = not_measured;
    double modes_entropy = not_measured;
    double modes_surviving = not_measured;
    double modes_holding = not_measured;
};

/// One word or punctuation mark of a displayed sample.
struct SampleWord {
    std::string text;
    /// Rank of the word in the training split, 0 for the most frequent; -1 if it does not occur there.
    std::int64_t rank = -1;
    bool operator==(const SampleWord&) const = default;
};

/// One displayed sample of the parameters before step `step`. The random stream depends on the run's seed only,
/// so that samples of different steps compare.
struct SampleRecord {
    std::int64_t step = 0;
    std::int64_t revision = 0;
    std::string prompt;
    double temperature = 1;
    std::vector<SampleWord> words; ///< the continuation, without the prompt and end tokens
    double hf_share_top10 = not_measured; ///< percent of `words` among the corpus's ten most frequent tokens
    double distinct_2 = not_measured;     ///< distinct bigrams / bigrams of `words`
};

/// A knob snapshot that a step really used: the first such step, and what changed since the one before.
struct EventRecord {
    std::int64_t step = 0;
    std::int64_t revision = 0;
    std::int64_t gesture = 0; ///< snapshots of one drag share it, so that plots show one marker
    std::vector<KnobChange> changes;
};

/// `words` different words or punctuation marks that occur `count` times each.
struct CountOfWords {
    std::int64_t count = 0;
    std::int64_t words = 0;
    bool operator==(const CountOfWords&) const = default;
};

/// How often words occur, the most frequent first: of the measuring sample at `step`, or of the training split, which is recorded once.
struct FrequencyRecord {
    std::int64_t step = 0;
    std::int64_t revision = 0;
    bool of_corpus = false;
    std::vector<CountOfWords> counts;
};

using Record = std::variant<StepRecord, EvaluationRecord, SampleRecord, EventRecord, FrequencyRecord>;

inline std::int64_t step_of(const Record& record) {
    return std::visit([](const auto& held) { return held.step; }, record);
}

} // namespace overdamp
