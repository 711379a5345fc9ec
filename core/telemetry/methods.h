// SPDX-License-Identifier: GPL-3.0-or-later
// What a paper says of runs: how they were made, and what to cite.
#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace overdamp {

/// What the texts are about.
struct Cited {
    std::span<const std::filesystem::path> runs; ///< at least one
    std::string version;                         ///< of the program
    std::string study;                           ///< its title; empty for runs that belong to none
    std::string command;                         ///< that repeats the study; empty: of each run its own
};

/// A paragraph for a paper's methods section, in plain text: program and version, model, corpus with its fingerprint, seeds, knobs that differ from their
/// defaults (for several runs also those that differ between them), knobs that a hand turned meanwhile, and the commands that repeat it. An imported run is
/// only said to be one. Throws FileError or SettingsError where a run cannot be read.
std::string methods_text(const Cited& cited);

/// BibTeX entries: one for each run, or one for the study, one for Overdamp, one for the paper whose mechanisms it implements. Errors as above.
std::string bibtex(const Cited& cited);

} // namespace overdamp
