// SPDX-License-Identifier: GPL-3.0-or-later
// What might keep the language alive: terms of the objective that can oppose the feedback.
#pragma once

#include "core/stabilizer/feedback.h"

#include <ATen/core/Tensor.h>

namespace overdamp {

/// Strengths of the remedies; 0 is off.
struct Remedies {
    double entropy_bonus = 0;   ///< b: adds −b·mean_t H(p_t)
    double label_smoothing = 0; ///< ε: the target becomes (1 − ε)·one-hot + ε/V (Szegedy et al. 2016)
    double unlikelihood = 0;    ///< u: adds −u·mean_t Σ_c log(1 − p_t(c)) over the tokens c of the context so far but the target (Welleck et al. 2019)
    at::Tensor inputs;          ///< int64 [batch, time], needed by unlikelihood

    bool active() const { return entropy_bonus != 0 || label_smoothing != 0 || unlikelihood != 0; }
};

/// Some consecutive rows of the batch.
struct RowRange {
    std::int64_t begin;  ///< number of the first row; row b·time + t is position t of sequence b
    at::Tensor targets;  ///< int64 [n, 1], a valid token also where the row does not count
    at::Tensor factor;   ///< [n], 1/N for rows that count, else 0
};

/// Adds the remedies' gradient on the logits to `gradient` [n, V], unless it is undefined, and returns the value of their terms, nats.
at::Tensor add_remedies(const Remedies& remedies, const PredictionRows& rows, const RowRange& range, at::Tensor gradient);

} // namespace overdamp
