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
    std::string study = {};                      ///< its title; empty for runs that belong to none
    std::string study_version = {};              ///< "0.1.0": of the program that began the study, for runs that do not say theirs; may be empty
    std::string command = {};                    ///< that repeats the study; empty: of each run its own
};

/// A paragraph for a paper's methods section, in plain text: the program's version and commit as the runs have them, model, the steps that were
/// trained, corpus with its fingerprint, seeds, knobs that differ from their defaults (for several runs also those that differ between them), knobs
/// that a hand turned meanwhile, and the commands that repeat it, for a child those of its ancestors first. An imported run is only said to be one.
/// Throws FileError or SettingsError where a run cannot be read.
std::string methods_text(const Cited& cited);

/// BibTeX entries: one for each run, or one for the study, one for Overdamp, one for the paper whose mechanisms it implements. Errors as above.
std::string bibtex(const Cited& cited);

} // namespace overdamp
