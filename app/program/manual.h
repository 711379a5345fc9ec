// SPDX-License-Identifier: GPL-3.0-or-later
// What a program understands on its command line, and the manual page made of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

struct OptionOutline {
    std::vector<std::string> names; ///< "-h", "--help"; empty for an argument that stands without a name
    std::string value;              ///< what is to be given, "DIR"; empty for a flag
    std::string description;
    std::string default_value; ///< empty if there is none to tell
    bool required = false;
    bool many = false; ///< takes several values
};

struct CommandOutline {
    std::string name;
    std::string description;
    std::vector<OptionOutline> options;
};

struct ProgramOutline {
    std::string name;
    std::string summary; ///< what it does, in one sentence
    std::string footer;
    std::vector<OptionOutline> options; ///< those that belong to no command
    std::vector<CommandOutline> commands;
};

/// An entry of a list: what is explained, and the explanation.
struct ManualEntry {
    std::string term;
    std::string text;
};

/// A further section of a manual page: a paragraph, and a list under it.
struct ManualSection {
    std::string title;
    std::string text;
    std::vector<ManualEntry> entries;
};

/// The manual page for section 1 in the language of man(7), with `sections` before the last one, EXIT STATUS, which is the program's footer.
std::string manual_page(const ProgramOutline& program, const std::vector<ManualSection>& sections);

} // namespace overdamp
