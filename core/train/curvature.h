// SPDX-License-Identifier: GPL-3.0-or-later
// Definition 3.1 at a stored model, with the curvature that is too dear for every evaluation. Free of LibTorch headers, so that every program may ask.
#pragma once

#include "core/settings/knobs.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace overdamp {

/// Measures of the loss on the fixed batch, which is the training batch of step 0, dense, in double precision.
struct StoredCurvature {
    std::int64_t step = 0;          ///< of the checkpoint
    double loss = 0;                ///< nats
    double loss_gradient_norm = 0;  ///< ‖∇L_λ‖
    double largest_eigenvalue = 0;  ///< of the Hessian of L, algebraically
    bool converged = false;         ///< whether the power iteration came to rest
    std::string damage;             ///< why newer checkpoints were passed over; empty if none was
};

/// Measures a run's newest whole checkpoint, by power iteration of at most `iterations` products with the Hessian. Throws CheckpointError if there is none
/// or the text does not fit; CorpusError; FileError.
StoredCurvature stored_curvature(const std::filesystem::path& run, const Knobs& knobs, std::int64_t iterations);

} // namespace overdamp
