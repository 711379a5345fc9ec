// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/train_command.h"

namespace overdamp {

std::string shell_word(const std::string& text) {
    const char* harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
    if (!text.empty() && text.find_first_not_of(harmless) == std::string::npos)
        return text;
    std::string word = "'";
    for (const char letter : text)
        word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return word + '\'';
}

std::string train_command(const std::string& name_or_path, const Knobs& preset, const Knobs& wanted) {
    std::string command = "overdamp-run train " + shell_word(name_or_path);
    for (const KnobChange& change : changes_between(preset, wanted))
        command += " --set " + shell_word(change.key + '=' + to_text(change.to));
    return command;
}

} // namespace overdamp
