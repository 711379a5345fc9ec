// SPDX-License-Identifier: GPL-3.0-or-later
// A run so small that a test can train it many times.
#pragma once

#include "core/settings/experiment.h"

namespace overdamp {

inline Experiment tiny_experiment() {
    Experiment experiment{.name = "tiny", .description = {}, .knobs = {}};
    Knobs& knobs = experiment.knobs;
    knobs.language.corpus = "synthetic";
    knobs.language.synthetic_sentences = 16;
    knobs.language.synthetic_length = 5;
    knobs.model.layers = 2;
    knobs.model.width = 16;
    knobs.model.heads = 2;
    knobs.model.context = 12;
    knobs.feedback.strength = 0.1;
    knobs.feedback.ramp_steps = 5;
    knobs.optimizer.warmup_steps = 5;
    knobs.training.steps = 40;
    knobs.training.batch = 4;
    knobs.training.threads = 1;
    knobs.training.precision = Precision::float32; // a GPU would take another of itself
    knobs.training.checkpoint_every = 10;
    knobs.evaluation.every = 20;
    knobs.sampling.every = 20;
    knobs.sampling.tokens = 8;
    return experiment;
}

} // namespace overdamp
