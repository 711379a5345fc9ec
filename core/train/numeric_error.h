// SPDX-License-Identifier: GPL-3.0-or-later
// The error that gives a training step up.
#pragma once

#include <stdexcept>

namespace overdamp {

/// A loss, gradient or reward that is not finite. The step was given up before it reached the parameters; the message names what it was.
class NumericError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

} // namespace overdamp
