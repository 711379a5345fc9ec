// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run knobs`
#include "app/runner/commands.h"
#include "core/model/named_shapes.h"
#include "core/settings/knobs.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace overdamp {

void add_knobs(CLI::App& program) {
    program.add_subcommand("knobs", "Print the reference of all knobs and the sizes of models that have a name, as Markdown")->callback([] {
        std::cout << knob_reference() << '\n' << named_shapes_reference();
    });
}

} // namespace overdamp
