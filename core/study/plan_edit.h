// SPDX-License-Identifier: GPL-3.0-or-later
// One form of a study as a person edits it: every part as text.
#pragma once

#include "core/study/plan.h"

namespace overdamp {

/// A point of an axis that may set several knobs.
struct DraftVariant {
    std::string name;
    std::vector<std::string> settings;       ///< `key=value`; none leaves the knobs as they are
    std::vector<std::int64_t> seeds;         ///< in place of the study's; empty: the study's
    std::vector<std::string> overrides = {}; ///< `key=value`, set after the settings of all axes

    bool operator==(const DraftVariant&) const = default;
};

/// An axis: a knob with values, or variants.
struct DraftAxis {
    std::string name;
    std::string knob;                   ///< its key; empty where `variants` say what is set
    std::vector<std::string> values;    ///< as on the command line
    std::vector<DraftVariant> variants; ///< in order

    bool operator==(const DraftAxis&) const = default;
};

struct StudyDraft {
    std::string name, title, description, form, note;
    std::string base;                  ///< preset or experiment file
    std::vector<std::string> settings; ///< `key=value` for every run
    std::vector<DraftAxis> axes;
    std::vector<std::int64_t> seeds;  ///< the repetitions
    std::vector<std::string> metrics; ///< log columns that the report shows, the headline first
    std::string claims, schema;       ///< JSON, kept as they were
    std::string other_forms = "{}";   ///< likewise, by name, each with axes and seeds of its own

    bool operator==(const StudyDraft&) const = default;
};

/// Throws SettingsError that names what is wrong with a variant: no name, an unknown knob, a value out of its range, a knob that is set twice.
void check_variant(const DraftVariant& variant);

/// The knobs of `settings` that an axis sets as well: its value is the one that counts.
std::vector<std::string> outdone_settings(const StudyDraft& draft);

/// The points of an axis over a knob as variants that do the same.
std::vector<DraftVariant> variants_of_values(const std::string& knob, const std::vector<std::string>& values);

/// The names of the forms in a study document. Throws SettingsError.
std::vector<std::string> study_forms(const std::string& text, const std::string& origin);

/// One form of a study document. Throws SettingsError.
StudyDraft read_draft(const std::string& text, const std::string& origin, const std::string& form);

/// A draft of no study yet: one axis α, two seeds, the headline share first among the measures.
StudyDraft new_draft();

/// The text of a built-in study. Throws SettingsError for an unknown name.
std::string builtin_study_text(const std::string& name);

/// A study document and what had to be left out of it.
struct WrittenDraft {
    std::string text;
    std::size_t claims = 0;           ///< that the draft held
    std::size_t claims_left_out = 0;  ///< because they name axes or labels that are no more
    std::size_t numbers_left_out = 0; ///< of the paper, likewise, from the claims that stay
    std::size_t forms_left_out = 0;   ///< because the claims that stay do not fit them
};

/// The draft as a document that parse_study() reads, beside the other forms as they were. Throws SettingsError naming what is wrong.
WrittenDraft write_draft(const StudyDraft& draft);

} // namespace overdamp
