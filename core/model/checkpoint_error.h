// SPDX-License-Identifier: GPL-3.0-or-later
// The error of everything that reads checkpoints.
#pragma once

#include <stdexcept>

namespace overdamp {

/// A checkpoint file that is damaged or does not fit. The message names the file and what is wrong.
class CheckpointError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

} // namespace overdamp
