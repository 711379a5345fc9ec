// SPDX-License-Identifier: GPL-3.0-or-later
// The command line that does what the window shows.
#pragma once

#include "core/settings/experiment.h"

#include <string>

namespace overdamp {

/// `text` as one word of a POSIX shell.
std::string shell_word(const std::string& text);

/// `overdamp-run train PRESET --set key=value …` with the knobs in which `wanted` differs from `preset`, each a word of a POSIX shell.
/// `name_or_path` is what find_preset() finds `preset` by.
std::string train_command(const std::string& name_or_path, const Knobs& preset, const Knobs& wanted);

} // namespace overdamp
