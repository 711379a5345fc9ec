// SPDX-License-Identifier: GPL-3.0-or-later
// Held-out text, the measuring sample, the synthetic language's modes, and the shown sample. None of it disturbs training.
#pragma once

#include "core/language/batches.h"
#include "core/model/transformer.h"
#include "core/telemetry/temperatures.h"

#include <span>

namespace overdamp {

/// The measuring sample: 64 sequences of 40 tokens from a document start, temperature 1, no truncation.
inline constexpr std::int64_t measuring_sequences = 64;
inline constexpr std::int64_t measuring_tokens = 40;

/// Everything that an EvaluationRecord measures, at `step`, but for what StabilityProbe does. The random stream is (seed, measuring_sample, step). `masks` are empty unless
/// `dmu.at_generation`.
/// `frequencies` receives the measuring sample's word frequencies, unless it is null.
EvaluationRecord evaluate(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step, const Masks& masks,
                          FrequencyRecord* frequencies = nullptr);

/// The word frequencies of the training split.
FrequencyRecord corpus_frequencies(const Language& language);

/// A sample for people, as `sampling.*` says. The random stream depends on the seed alone, so that samples of different steps compare.
SampleRecord shown_sample(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step, const Masks& masks);

/// The same parameters at each of `temperatures`, without truncation: see TemperatureLevel. At temperature 1 the sample's measures are evaluate()'s.
TemperatureComparison compare_temperatures(const Transformer& model, const Language& language, const Knobs& knobs, std::int64_t step,
                                           const Masks& masks, std::span<const double> temperatures);

} // namespace overdamp
