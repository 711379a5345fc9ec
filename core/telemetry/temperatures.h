// SPDX-License-Identifier: GPL-3.0-or-later
// What the same parameters write at several temperatures.
#pragma once

#include "core/telemetry/records.h"

#include <vector>

namespace overdamp {

/// Of one temperature T. The first four are of a measuring sample drawn at T, from the stream that the evaluation of this step uses.
struct TemperatureLevel {
    double temperature = 1;
    double hf_share_top10 = not_measured;   ///< percent
    double distinct_2 = not_measured;       ///< distinct bigrams / bigrams
    double sample_entropy = not_measured;   ///< of the sample's unigrams, nats
    double decoding_entropy = not_measured; ///< mean entropy of softmax(x/T) over held-out text, nats: what is left of the model's own after T
    SampleRecord sample;                    ///< a text for people, with the run's prompt and seed
};

/// The answer to one look at frozen parameters.
struct TemperatureComparison {
    std::int64_t step = 0;               ///< of the parameters: before this step
    double model_entropy = not_measured; ///< mean entropy of softmax(x) over held-out text, nats; no temperature changes it
    std::vector<TemperatureLevel> levels;
};

} // namespace overdamp
