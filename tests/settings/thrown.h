// SPDX-License-Identifier: GPL-3.0-or-later
// What a call throws, for tests of error messages.
#pragma once

#include <QString>
#include <exception>

/// The message of the `Error` that `call` throws; empty if it throws nothing. Any other exception passes through.
template <typename Error, typename Call> QString thrown(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}
