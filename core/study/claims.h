// SPDX-License-Identifier: GPL-3.0-or-later
// Whether measurements bear out what the paper claims.
#pragma once

#include "core/study/results.h"

namespace overdamp {

enum class Verdict { reproduced, partly, not_reproduced, not_measured };

/// "reproduced", "partly", "not reproduced", "not measured".
std::string_view name_of(Verdict verdict);

/// One thing that was looked at for a claim.
struct Finding {
    std::string what;
    std::string paper; ///< empty where the paper gives no number
    std::string ours;
    Verdict verdict = Verdict::not_measured;
};

struct Judgement {
    Verdict verdict = Verdict::not_measured;
    std::vector<Finding> findings;
    std::vector<std::size_t> cells; ///< that the claim is about
    std::vector<std::size_t> used;  ///< those of them that were measured

    /// Whether a verdict may change with the runs that are missing.
    bool preliminary() const { return verdict != Verdict::not_measured && used.size() < cells.size(); }
};

/// The runs that differ by their seed only.
struct StudyGroup {
    std::string name;
    std::vector<std::size_t> cells; ///< indices into the study's cells
};

/// The groups of the cells that match, in order.
std::vector<StudyGroup> study_groups(const Study& study, const CellFilter& where = {});

/// Values of a measure in a group's finished runs, without those that are not numbers.
std::vector<double> group_values(const StudyGroup& group, std::span<const CellResult> results, const std::string& metric);

/// "67.1 ± 4.40 (3 seeds)", "67.1 (1 seed)", "–" for none.
std::string mean_and_spread(std::span<const double> values);

/// Shortest text with about four digits.
std::string short_number(double value);

/// The cells that a claim is about.
std::vector<std::size_t> claim_cells(const Study& study, const Claim& claim);

/// Judges a claim by its rule (claim_rule_text()) from the results of all cells, in the study's order. What has no measured run is not measured;
/// while some of the claim's runs are missing, the verdict is preliminary. A claim that is judged number by number is "partly" as soon as one number
/// is met and another is not.
Judgement judge(const Study& study, const Claim& claim, std::span<const CellResult> results);

} // namespace overdamp
