// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory a run will take.
#pragma once

#include "core/settings/knobs.h"

#include <string>

namespace overdamp {

/// Bytes that a run takes on this resolved device, nearly: the libraries, every parameter with its gradient and what the optimizer knows of it, and
/// the activations, as attention keeps them that stores no scores. An estimate from shapes, not a measurement.
double memory_estimate(const Knobs& knobs, const std::string& device);

} // namespace overdamp
