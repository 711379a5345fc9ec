// SPDX-License-Identifier: GPL-3.0-or-later
// A study: a grid of experiments, what is measured in them, and what the paper claims of it.
#pragma once

#include "core/settings/experiment.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace overdamp {

/// Version of the study documents read here; newer ones are refused.
inline constexpr int study_schema = 1;

/// How a claim is judged. The rules are stated in claim_rule_text().
enum class ClaimRule { value, monotone, ordering, coincide, faster, smooth, flattens, corner, reaches, stays_below, recovers, correlates };

/// The rule in words, as the report states it; without the claim's own limit and tolerance.
std::string_view claim_rule_text(ClaimRule rule);

/// Axis → label of the cells that are meant; an axis that is not named is free. The seed is the axis "seed".
using CellFilter = std::map<std::string, std::string>;

/// A number that the paper gives for some cells.
struct PaperNumber {
    CellFilter where;
    double value = 0;
};

/// One claim of the paper, or a question that it leaves open, and how it is judged.
struct Claim {
    std::string text;
    std::string reference; ///< where the paper says it; empty if it does not
    std::string note;      ///< what a reader of the verdict must know, such as that it is so by construction; may be empty
    ClaimRule rule = ClaimRule::value;
    std::string metric; ///< log column
    CellFilter where;
    std::string along;              ///< monotone, ordering, coincide, faster: the axis whose labels are compared
    std::vector<std::string> order; ///< ordering, faster: labels of `along`, the largest or fastest first; coincide: those compared, all if empty
    bool falling = false;           ///< monotone: falls along the axis; correlates: smoother goes with larger values
    CellFilter baseline;            ///< recovers: what is to be met
    double limit = 0;               ///< reaches, stays_below: in the metric's unit
    double tolerance = 0;           ///< value, coincide, recovers: in the metric's unit; faster: percentage points
    std::vector<PaperNumber> paper; ///< value: each is judged; faster: the percentage; other rules: shown beside ours
};

/// One run of a study.
struct StudyCell {
    std::string id;                                          ///< unique within the study, fit for a file name; the run's name
    std::vector<std::pair<std::string, std::string>> labels; ///< axis and label, in the order of the axes, without the seed
    Experiment experiment;

    std::int64_t seed() const { return experiment.knobs.training.seed; }
    /// The labels without the seed, "GPT-2 size 1 · α = 0.05": what repetitions share.
    std::string group() const;
    /// The label on that axis, the seed's included; empty if there is no such axis.
    std::string label(const std::string& axis) const;
    bool matches(const CellFilter& where) const;
};

/// A study in one of its forms, expanded.
struct Study {
    std::string name, title, description, form;
    std::string form_note;                                              ///< what this form stands for
    std::string base;                                                   ///< name or path of the preset that the cells start from
    Experiment base_experiment;                                         ///< that preset
    std::string text;                                                   ///< the document that it was read from
    std::vector<std::string> settings;                                  ///< `key=value` given beside the document, for every cell
    std::vector<std::pair<std::string, std::vector<std::string>>> axes; ///< name and labels, in order, without the seed
    std::vector<std::string> metrics;                                   ///< log columns that the report shows for every group, the headline first
    std::vector<Claim> claims;
    std::vector<StudyCell> cells; ///< the last axis runs fastest, the seeds within it

    /// Labels of an axis. The seed's are those that occur. Throws SettingsError if there is no such axis.
    std::vector<std::string> labels_of(const std::string& axis) const;
};

/// Reads a study document and expands one form of it: the product of its axes, each point once for every seed. Each cell trains with one thread
/// unless something sets training.threads, so that results do not depend on how many run side by side. `settings`, `key=value`, are set last in every
/// cell. Only the seeds of the document set training.seed: set by anything else, runs of several seeds would be one. `base` stands for the preset
/// that the document names, if it is given. `origin`, a file or a name, is named in errors, and a base that is a file is looked for beside it. Throws
/// SettingsError naming file and key.
Study parse_study(const std::string& text, const std::string& origin, const std::string& form, const std::vector<std::string>& settings = {},
                  const std::optional<Experiment>& base = {});

/// A built-in study by name, else the file of that path. Throws SettingsError that lists the built-in names, or FileError.
Study find_study(const std::string& name_or_path, const std::string& form, const std::vector<std::string>& settings = {});

/// Throws SettingsError where training ends before the feedback of a run engages, because its run would be one without feedback.
void check_feedback_acts(const Study& study);

/// Names of the built-in studies.
std::vector<std::string> study_names();

/// `overdamp-run train …` that makes the run of a cell.
std::string command_of(const Study& study, const StudyCell& cell);

} // namespace overdamp
