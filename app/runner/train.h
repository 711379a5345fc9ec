// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that train share.
#pragma once

#include "core/train/rendezvous.h"
#include "core/train/session.h"

#include <string>
#include <vector>

namespace overdamp {

/// Sets each `key=value`. Throws SettingsError.
void apply_settings(Knobs& knobs, const std::vector<std::string>& settings);

/// Trains to the end or a signal, with progress on standard error and the results on standard output. Returns the exit code. Rank 0 of several processes
/// starts the others if its place has no port yet; another rank follows rank 0 and shows nothing.
int train_session(const Experiment& experiment, SessionOptions options, bool as_json, const WorldPlace& place = {});

} // namespace overdamp
