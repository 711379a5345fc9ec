// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/completion.h"

#include "core/settings/knobs.h"

namespace overdamp {

namespace {

/// One word of bash and zsh.
std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::string fish_quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
    return result + "'";
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words)
        line += (line.empty() ? "" : " ") + word;
    return line;
}

std::vector<std::string> values_of(const Knob& knob) {
    if (knob.type == KnobType::boolean)
        return {"false", "true"};
    return {knob.choices.begin(), knob.choices.end()};
}

const ValueHint& hint_for(const ValueHints& hints, const std::string& value) {
    static const ValueHint none;
    const auto found = hints.find(value);
    return found == hints.end() ? none : found->second;
}

/// The program's own options come first, under the empty command.
std::vector<CommandOutline> with_program(const ProgramOutline& program) {
    std::vector<CommandOutline> commands = {{"", "", program.options}};
    commands.insert(commands.end(), program.commands.begin(), program.commands.end());
    return commands;
}

// bash and zsh share the tables: functions that set `candidates` to "name:meaning", and one that sets `hint` and `many`.

std::string options_table(const ProgramOutline& program) {
    std::string table = "_overdamp_run_options() { # COMMAND\n    case $1 in\n";
    for (const CommandOutline& command : with_program(program)) {
        table += "    " + quoted(command.name) + ") candidates=(";
        for (const OptionOutline& option : command.options)
            for (const std::string& name : option.names)
                table += "\n        " + quoted(name + ":" + std::string(first_line(option.description)));
        table += ") ;;\n";
    }
    return table + "    *) candidates=() ;;\n    esac\n}\n";
}

std::string hints_table(const ProgramOutline& program, const ValueHints& hints) {
    std::string table = "_overdamp_run_hint() { # COMMAND OPTION-OR-NOTHING\n    hint= many=\n    case \"$1 $2\" in\n";
    for (const CommandOutline& command : with_program(program))
        for (const OptionOutline& option : command.options) {
            if (option.value.empty())
                continue;
            const ValueHint& hint = hint_for(hints, option.value);
            std::vector<std::string> words = hint.words;
            for (const auto& [holds, kind] : {std::pair(hint.files, "@files"), {hint.folders, "@folders"}, {hint.knobs, "@knobs"}})
                if (holds)
                    words.emplace_back(kind);
            if (words.empty())
                words.emplace_back("@nothing");
            for (const std::string& name : option.names.empty() ? std::vector<std::string>{""} : option.names)
                table += "    " + quoted(command.name + " " + name) + ") hint=" + quoted(joined(words)) + (option.many ? " many=1" : "") + " ;;\n";
        }
    return table + "    esac\n}\n";
}

std::string tables(const ProgramOutline& program, const ValueHints& hints) {
    std::string text = "_overdamp_run_commands() {\n    candidates=(";
    for (const CommandOutline& command : program.commands)
        text += "\n        " + quoted(command.name + ":" + std::string(first_line(command.description)));
    text += ")\n}\n" + options_table(program) + hints_table(program, hints) + "_overdamp_run_knobs() {\n    candidates=(";
    for (const Knob& knob : knob_table())
        text += "\n        " + quoted(std::string(knob.key) + ":" + std::string(knob.label));
    text += ")\n}\n_overdamp_run_values() { # KEY\n    case $1 in\n";
    for (const Knob& knob : knob_table())
        if (const std::vector<std::string> values = values_of(knob); !values.empty())
            text += "    " + std::string(knob.key) + ") candidates=(" + joined(values) + ") ;;\n";
    return text + "    *) candidates=() ;;\n    esac\n}\n";
}

/// Walks over the words before the one that is typed: sets `command`, and `hint` to what may stand there now.
constexpr std::string_view walk = R"(_overdamp_run_walk() { # WORD...
    local word option=
    command=
    for word; do
        if [[ $word == -* ]]; then
            option=$word
            _overdamp_run_hint "$command" "$option"
            [[ -n $hint ]] || option=
        elif [[ -n $option ]]; then
            [[ -n $many ]] || option=
        elif [[ -z $command ]]; then
            command=$word
        fi
    done
    _overdamp_run_hint "$command" "$option"
}
)";

constexpr std::string_view bash_driver = R"(_overdamp_run() {
    local words word current command hint many candidates=() wanted line=${COMP_LINE:0:COMP_POINT}
    COMPREPLY=()
    read -ra words <<<"$line"
    [[ $line == *[[:blank:]] ]] && words+=('')
    current=${words[-1]}
    _overdamp_run_walk "${words[@]:1:${#words[@]}-2}"
    if [[ $current == -* ]]; then
        _overdamp_run_options "$command"
    elif [[ -z $command ]]; then
        _overdamp_run_commands
    elif [[ $hint == @knobs && $current == *=* ]]; then
        _overdamp_run_values "${current%%=*}"
        # Where = parts words, only what stands behind it is replaced.
        local key=${current%%=*}=
        [[ $COMP_WORDBREAKS == *=* ]] && key=
        if ((${#candidates[@]})); then
            COMPREPLY=($(compgen -P "$key" -W "${candidates[*]}" -- "${current#*=}"))
        else
            compopt -o filenames 2>/dev/null
            COMPREPLY=($(compgen -P "$key" -f -- "${current#*=}"))
        fi
        return
    elif [[ $hint == @knobs ]]; then
        _overdamp_run_knobs
        compopt -o nospace 2>/dev/null
        COMPREPLY=($(compgen -S = -W "${candidates[*]%%:*}" -- "$current"))
        return
    else
        for wanted in $hint; do
            case $wanted in
            @files) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current")) ;;
            @folders) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$current")) ;;
            @*) ;;
            *) candidates+=("$wanted") ;;
            esac
        done
    fi
    ((${#candidates[@]} == 0)) || COMPREPLY+=($(compgen -W "${candidates[*]%%:*}" -- "$current"))
}
complete -F _overdamp_run overdamp-run
)";

constexpr std::string_view zsh_driver = R"(_overdamp_run() {
    local command hint many wanted
    local -a candidates
    _overdamp_run_walk "${(@)words[2,CURRENT-1]}"
    if [[ $words[CURRENT] == -* ]]; then
        _overdamp_run_options "$command"
        _describe -o option candidates
    elif [[ -z $command ]]; then
        _overdamp_run_commands
        _describe command candidates
    elif [[ $hint == @knobs ]]; then
        if compset -P 1 '*='; then
            _overdamp_run_values "${IPREFIX%=}"
            if (($#candidates)); then compadd -a candidates; else _files; fi
        else
            _overdamp_run_knobs
            _describe knob candidates -S =
        fi
    else
        for wanted in ${=hint}; do
            case $wanted in
            @files) _files ;;
            @folders) _files -/ ;;
            @*) ;;
            *) compadd -- $wanted ;;
            esac
        done
    fi
}
if [[ $funcstack[1] == _overdamp-run ]]; then _overdamp_run "$@"; else compdef _overdamp_run overdamp-run; fi
)";

constexpr std::string_view fish_functions = R"(function __overdamp_run_sets -d 'Whether the newest option is --set'
    set -l options (commandline -opc | string match -r -- '^--.*')
    test "$options[-1]" = --set
end
complete -c overdamp-run -n __overdamp_run_sets -f -a '(__overdamp_run_knobs)'
)";

std::string fish_option(const std::string& condition, const OptionOutline& option, const ValueHints& hints) {
    const ValueHint& hint = hint_for(hints, option.value);
    std::string line = "complete -c overdamp-run -n " + fish_quoted(condition);
    for (const std::string& name : option.names)
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.value.empty() && !option.names.empty())
        line += hint.files ? " -r -F" : " -x";
    else if (hint.files)
        line += " -F";
    std::string values = joined(hint.words);
    if (hint.folders)
        values += std::string(values.empty() ? "" : " ") + "(__fish_complete_directories)";
    if (hint.knobs)
        values += std::string(values.empty() ? "" : " ") + "(__overdamp_run_knobs)";
    if (!values.empty())
        line += " -a " + fish_quoted(values);
    if (!option.names.empty())
        line += " -d " + fish_quoted(first_line(option.description));
    return option.names.empty() && values.empty() && !hint.files ? std::string() : line + '\n';
}

std::string fish_script(const ProgramOutline& program, const ValueHints& hints) {
    std::string text = "complete -c overdamp-run -f\nfunction __overdamp_run_knobs -d 'Every key= or key=value, and what it is'\n    printf '%s\\n'";
    for (const Knob& knob : knob_table()) {
        const std::vector<std::string> values = values_of(knob);
        const std::string label = "\t" + std::string(knob.label);
        for (const std::string& value : values.empty() ? std::vector<std::string>{""} : values)
            text += " \\\n        " + fish_quoted(std::string(knob.key) + "=" + value + label);
    }
    text += "\nend\n" + std::string(fish_functions);
    for (const OptionOutline& option : program.options)
        text += fish_option("__fish_use_subcommand", option, hints);
    for (const CommandOutline& command : program.commands)
        text += "complete -c overdamp-run -n __fish_use_subcommand -a " + command.name + " -d " + fish_quoted(first_line(command.description)) + '\n';
    for (const CommandOutline& command : program.commands)
        for (const OptionOutline& option : command.options)
            text += fish_option("__fish_seen_subcommand_from " + command.name, option, hints);
    return text;
}

std::string origin(std::string_view shell) { return "# Made by: overdamp-run completion " + std::string(shell) + '\n'; }

} // namespace

std::vector<std::string> completion_shells() { return {"bash", "zsh", "fish"}; }

std::string completion_script(const std::string& shell, const ProgramOutline& program, const ValueHints& hints) {
    if (shell == "bash")
        return origin(shell) + tables(program, hints) + std::string(walk) + std::string(bash_driver);
    if (shell == "zsh")
        return "#compdef overdamp-run\n" + origin(shell) + tables(program, hints) + std::string(walk) + std::string(zsh_driver);
    if (shell == "fish")
        return origin(shell) + fish_script(program, hints);
    throw std::out_of_range(shell + ": is no shell whose completion is known");
}

} // namespace overdamp
