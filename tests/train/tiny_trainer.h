// SPDX-License-Identifier: GPL-3.0-or-later
// A trainer of the tiny run on the device of the tests, without a session around it.
#pragma once

#include "core/train/trainer.h"
#include "tests/device/test_device.h"
#include "tests/train/tiny.h"

namespace overdamp {

inline Trainer make_trainer(const Knobs& knobs) { return {knobs, std::make_shared<const Language>(load_language(knobs)), test_device().str()}; }

/// Makes that many steps; returns the flat parameters.
inline at::Tensor train(Trainer& trainer, const Knobs& knobs, int steps) {
    for (int i = 0; i < steps; ++i)
        trainer.step(knobs);
    return trainer.model().parameters().flat();
}

} // namespace overdamp
