// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own commands and options, as its manual page and the shells' completions tell them.
#pragma once

#include "app/program/manual.h"

namespace CLI {
class App;
}

namespace overdamp {

/// Commands and options of the program but for the hidden ones.
ProgramOutline outline_of(const CLI::App& program);

} // namespace overdamp
