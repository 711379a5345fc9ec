// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that train share.
#pragma once

#include "core/train/rendezvous.h"
#include "core/train/session.h"

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace overdamp {

/// The option --set, which takes one key=value.
CLI::Option* add_settings(CLI::App& command, std::vector<std::string>& settings, const std::string& description);

/// The program's arguments with `--set A=1 B=2 WORD` written as `--set A=1 --set B=2 WORD`, so that settings in a row take no other argument with
/// them.
std::vector<std::string> with_each_setting_named(const std::vector<std::string>& words);

/// Sets each `key=value`. Throws SettingsError.
void apply_settings(Knobs& knobs, const std::vector<std::string>& settings);

/// Trains to the end or a signal, with progress on standard error and the results on standard output. Returns the exit code. Rank 0 of several
/// processes starts the others if its place has no port yet; another rank follows rank 0 and shows nothing.
int train_session(const Experiment& experiment, SessionOptions options, bool as_json, const WorldPlace& place = {});

} // namespace overdamp
