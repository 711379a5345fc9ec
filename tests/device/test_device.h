// SPDX-License-Identifier: GPL-3.0-or-later
// The device that a test program is run for: overdamp_device_test() runs it for each that the build knows.
#pragma once

#include <ATen/ATen.h>
#include <QTest>

namespace overdamp {

/// "cpu" unless the environment variable OVERDAMP_TEST_DEVICE says another one.
inline at::Device test_device() { return at::Device(qEnvironmentVariable("OVERDAMP_TEST_DEVICE", "cpu").toStdString()); }

/// For initTestCase().
inline void skip_without_device() {
    if (test_device().is_cuda() && !at::hasCUDA())
        QSKIP("there is no GPU here");
}

inline at::TensorOptions test_options(at::ScalarType type = at::kFloat) { return at::TensorOptions(type).device(test_device()); }

/// The same numbers there, a leaf if they want a gradient. Random ones are drawn on the CPU and brought over, so that every device sees the same.
inline at::Tensor on_test_device(const at::Tensor& tensor) { return tensor.detach().to(test_device()).set_requires_grad(tensor.requires_grad()); }

/// Whether the device computes the same thing to the same bits each time. A GPU's threads may add in any order.
inline bool repeats_bits() { return !test_device().is_cuda(); }

/// What two runs there must have in common if they are the same run: every bit where the device repeats them.
inline bool equal_runs(const at::Tensor& ours, const at::Tensor& theirs) {
    if (repeats_bits())
        return ours.equal(theirs);
    const at::Tensor expected = theirs.to(at::kDouble);
    return (ours.to(at::kDouble) - expected).norm().item<double>() <= 1e-2 * expected.norm().item<double>();
}

} // namespace overdamp
