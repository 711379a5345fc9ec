// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/outline.h"

#include <CLI/CLI.hpp>

namespace overdamp {

namespace {

OptionOutline outline_of(const CLI::Option& option) {
    OptionOutline outline{.names = {},
                          .value = option.get_positional() ? option.get_name(true) : option.get_type_name(),
                          .description = option.get_description(),
                          .default_value = option.get_default_str(),
                          .required = option.get_required(),
                          .many = option.get_items_expected_max() > 1 && (option.get_positional() || option.get_allow_extra_args() ||
                                                                          option.get_lnames() == std::vector<std::string>{"set"})};
    for (const std::string& name : option.get_snames())
        outline.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        outline.names.push_back("--" + name);
    if (!option.get_positional() && option.get_items_expected_max() == 0)
        outline.value.clear();
    // Behind a colon CLI11 says what the value is checked for.
    outline.value.resize(std::min(outline.value.find(':'), outline.value.size()));
    return outline;
}

std::vector<OptionOutline> options_of(const CLI::App& command) {
    std::vector<OptionOutline> outlines;
    for (const CLI::Option* option : command.get_options([](const CLI::Option* one) { return !one->get_group().empty(); }))
        outlines.push_back(outline_of(*option));
    return outlines;
}

} // namespace

ProgramOutline outline_of(const CLI::App& program) {
    ProgramOutline outline{.name = program.get_name(),
                           .summary = program.get_description(),
                           .footer = program.get_footer(),
                           .options = options_of(program),
                           .commands = {}};
    for (const CLI::App* command : program.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); }))
        outline.commands.push_back({command->get_name(), command->get_description(), options_of(*command)});
    return outline;
}

} // namespace overdamp
