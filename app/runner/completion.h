// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts that let a shell complete the command line, made of the program's own tables.
#pragma once

#include "app/program/manual.h"

#include <map>

namespace overdamp {

/// What can stand for a value.
struct ValueHint {
    std::vector<std::string> words = {};
    bool files = false;
    bool folders = false;
    bool knobs = false; ///< key=value of a knob
};

/// By OptionOutline::value; one that is not there is not completed.
using ValueHints = std::map<std::string, ValueHint, std::less<>>;

/// bash, zsh, fish
std::vector<std::string> completion_shells();

/// The script for one of completion_shells(); throws std::out_of_range for another.
std::string completion_script(const std::string& shell, const ProgramOutline& program, const ValueHints& hints);

} // namespace overdamp
