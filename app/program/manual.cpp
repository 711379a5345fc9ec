// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program/manual.h"

#include "app/program/version.h"

namespace overdamp {

namespace {

/// Text that troff shows as it is; each line keeps its end.
std::string escaped(std::string_view text) {
    std::string result;
    bool line_begins = true;
    for (const char c : text) {
        if (line_begins && (c == '.' || c == '\''))
            result += "\\&";
        line_begins = c == '\n';
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-"; // else a hyphen that cannot be copied into a shell
        else if (c == '\n')
            result += "\n.br\n";
        else
            result += c;
    }
    return result;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }

std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

std::string heading(std::string_view kind, std::string_view title) { return std::string(kind) + " \"" + escaped(title) + "\"\n"; }

/// A paragraph under a term that is already in the language of the page.
std::string entry(std::string_view term, std::string_view text) { return ".TP\n" + std::string(term) + "\n" + escaped(text) + "\n"; }

std::string term_of(const OptionOutline& option) {
    std::string term;
    for (const std::string& name : option.names)
        term += (term.empty() ? "" : ", ") + bold(name);
    if (!option.value.empty())
        term += (term.empty() ? "" : " ") + italic(option.value) + (option.many ? "\\ ..." : "");
    return term;
}

std::string text_of(const OptionOutline& option) {
    std::string text = option.description;
    if (!option.default_value.empty())
        text += (text.ends_with('.') ? " Default: " : "; default: ") + option.default_value;
    return text;
}

std::string list_of(const std::vector<OptionOutline>& options) {
    std::string list;
    for (const bool named : {false, true})
        for (const OptionOutline& option : options)
            if (option.names.empty() != named)
                list += entry(term_of(option), text_of(option));
    return list;
}

/// `overdamp-run train [OPTION...] [PRESET]`
std::string usage(std::string_view program, std::string_view command, const std::vector<OptionOutline>& options) {
    std::string line = bold(program) + (command.empty() ? "" : " " + bold(command)) + " [" + italic("OPTION") + "...]";
    for (const OptionOutline& option : options)
        if (option.names.empty())
            line += (option.required ? " " : " [") + italic(option.value) + (option.many ? "..." : "") + (option.required ? "" : "]");
    return line;
}

} // namespace

std::string manual_page(const ProgramOutline& program, const std::vector<ManualSection>& sections) {
    std::string capitals = program.name;
    for (char& c : capitals)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    std::string page = ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n.TH \"" + escaped(capitals) + "\" 1 \"\" \"overdamp " +
                       std::string(program_version()) + "\" \"User Commands\"\n.nh\n.ad l\n";
    page += heading(".SH", "NAME") + escaped(program.name) + " \\- " + escaped(program.summary) + "\n" + heading(".SH", "SYNOPSIS");
    page += usage(program.name, "", program.options) + "\n";
    for (const CommandOutline& command : program.commands)
        page += ".br\n" + usage(program.name, command.name, command.options) + "\n";
    page += heading(".SH", "OPTIONS") + list_of(program.options);
    if (!program.commands.empty())
        page += heading(".SH", "COMMANDS");
    for (const CommandOutline& command : program.commands)
        page += heading(".SS", command.name) + escaped(command.description) + "\n" + list_of(command.options);
    for (const ManualSection& section : sections) {
        page += heading(".SH", section.title) + escaped(section.text) + "\n";
        for (const ManualEntry& one : section.entries)
            page += entry(bold(one.term), one.text);
    }
    return page + heading(".SH", "EXIT STATUS") + escaped(program.footer) + "\n";
}

} // namespace overdamp
