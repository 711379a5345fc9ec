// SPDX-License-Identifier: GPL-3.0-or-later
// What a person calls a run and says about it: `note.json` in its folder, so that experiment.json stays what was run.
#pragma once

#include <filesystem>
#include <string>

namespace overdamp {

struct RunNote {
    std::string name; ///< shown instead of the experiment's name; empty for none
    std::string text; ///< any number of lines
    bool operator==(const RunNote&) const = default;
};

/// An empty note where there is no file. Throws FileError or SettingsError.
RunNote load_note(const std::filesystem::path& run);

/// Writes the file whole; an empty note removes it. Throws FileError, and SettingsError, changing nothing, where the file there is not a note.
void save_note(const std::filesystem::path& run, const RunNote& note);

} // namespace overdamp
