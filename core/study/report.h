// SPDX-License-Identifier: GPL-3.0-or-later
// The report of a study: claims with verdicts and evidence, all measures, and how to make each run again.
#pragma once

#include "core/study/claims.h"
#include "core/study/document.h"

#include <nlohmann/json_fwd.hpp>

namespace overdamp {

/// All that a report says, before it is written in some form.
struct StudyReport {
    Study study;
    StudyOrigin origin;
    std::filesystem::path folder;
    std::vector<CellResult> results;   ///< in the order of the study's cells
    std::vector<Judgement> judgements; ///< in the order of the study's claims
    std::vector<StudyGroup> groups;
};

/// Reads a study folder as it is now, finished or not. Throws FileError or SettingsError.
StudyReport make_report(const std::filesystem::path& folder);

/// The study of a folder before anything was read of its runs. Throws FileError or SettingsError.
StudyReport empty_report(const std::filesystem::path& folder);

/// The report as it is with these statuses of the study's cells; runs that it held as finished are not read again.
void update_report(StudyReport& report, std::span<const CellStatus> statuses);

/// `overdamp-run study …` that runs the whole study.
std::string command_of(const StudyReport& report);

/// What the report says; `pictures` stand behind the claims.
Document report_document(const StudyReport& report, std::vector<Picture> pictures = {});
std::string to_markdown(const StudyReport& report);
nlohmann::ordered_json to_json(const StudyReport& report);

/// The numbers of a claim in one table cell each: those of its finding if there is one only, else how many are met; ours with a word on runs that are
/// missing.
std::pair<std::string, std::string> paper_and_ours(const Judgement& judgement);

/// Mean and largest of the pairwise Jensen-Shannon divergences of a group's words, nats; empty for fewer than two runs with words.
struct Disagreement {
    double mean = 0, largest = 0;
    std::int64_t words = 0; ///< of the smallest sample: few words alone make them differ
};
std::optional<Disagreement> disagreement(const StudyGroup& group, std::span<const CellResult> results);

/// Chosen runs beside each other as a document, and as JSON: last measures, seed, command, state. Damaged runs are shown as such.
Document compare_document(std::span<const std::filesystem::path> runs, std::vector<Picture> pictures = {});
nlohmann::ordered_json compare_json(std::span<const std::filesystem::path> runs);

} // namespace overdamp
