// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that train share.
#pragma once

#include "core/train/session.h"

#include <string>
#include <vector>

namespace overdamp {

/// Sets each `key=value`. Throws SettingsError.
void apply_settings(Knobs& knobs, const std::vector<std::string>& settings);

/// Trains to the end or a signal, with progress on standard error and the results on standard output. Returns the exit code.
int train_session(const Experiment& experiment, const SessionOptions& options, bool as_json);

} // namespace overdamp
