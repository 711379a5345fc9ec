// SPDX-License-Identifier: GPL-3.0-or-later
// The device that a test program is run for: overdamp_device_test() runs it for each that the build knows.
#pragma once

#include <ATen/Context.h>
#include <ATen/core/Tensor.h>
#include <QTest>

namespace overdamp {

/// "cpu" unless the environment variable OVERDAMP_TEST_DEVICE says another one.
inline at::Device test_device() { return at::Device(qEnvironmentVariable("OVERDAMP_TEST_DEVICE", "cpu").toStdString()); }

/// For initTestCase().
inline void skip_without_device() {
    if (test_device().is_cuda() && !at::hasCUDA())
        QSKIP("there is no GPU here");
}

} // namespace overdamp
