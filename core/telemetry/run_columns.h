// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of what a list of runs shows: columns on screen, on the command line and in JSON, and words of the filter.
#pragma once

#include "core/telemetry/run_list.h"

#include <compare>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace overdamp {

/// Nothing, where a run does not have the value.
using RunValue = std::variant<std::monostate, std::int64_t, double, std::string>;

struct RunColumn {
    std::string_view key;   ///< in filters and JSON: "alpha"
    std::string_view label; ///< heading: "α"
    std::string_view help;
    int decimals = -1; ///< of a number as shown; -1 for as many as it has
    bool shown = true; ///< before anybody chose
    RunValue (*value)(const RunInfo&);
};

/// All columns in the order in which they are shown first.
std::span<const RunColumn> run_columns();

/// The column with that key or label, or nullptr.
const RunColumn* find_run_column(std::string_view name);

/// The value as a table shows it, with a decimal point; empty for none.
std::string shown_text(const RunColumn& column, const RunValue& value);

/// Less, equal or greater; a run without a value comes after those with one.
std::partial_ordering compare_run_values(const RunValue& a, const RunValue& b);

/// Which runs are wanted: words that must all occur (in name, folder, preset, state, parent or note; upper or lower case), and conditions on columns
/// and knobs: `alpha>0.1`, `state:finished`, `loss<=3`, `feedback.law=marginal`. `:` looks for a part of a text, `=` for the whole of it.
class RunFilter {
  public:
    /// Accepts every run.
    RunFilter() = default;
    /// Throws SettingsError that names a condition with an unknown column or a value that is no number where one is needed.
    explicit RunFilter(std::string_view text);

    bool accepts(const RunInfo& run) const;

  private:
    struct Condition {
        const RunColumn* column = nullptr; ///< one of the two
        const Knob* knob = nullptr;
        std::string relation; ///< : = > >= < <=
        RunValue wanted;
    };

    static Condition condition(const std::string& word, std::size_t begin);
    static bool holds(const Condition& condition, const RunInfo& run);

    std::vector<std::string> words_; ///< in lower case
    std::vector<Condition> conditions_;
};

} // namespace overdamp
