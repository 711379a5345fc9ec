// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run knobs`
#include "core/settings/knobs.h"
#include "app/runner/commands.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace overdamp {

void add_knobs(CLI::App& program) {
    program.add_subcommand("knobs", "Print the reference of all knobs, as Markdown")->callback([] { std::cout << knob_reference(); });
}

} // namespace overdamp
