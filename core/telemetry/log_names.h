// SPDX-License-Identifier: GPL-3.0-or-later
// What other tools call the columns of their logs.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace overdamp {

/// Columns that say when; the others are measures.
inline constexpr std::string_view step_column = "step", wall_column = "wall_time", seconds_column = "seconds";
bool is_time_column(std::string_view ours);

/// A name that other tools use and the measure or time column that it means.
struct CommonName {
    std::string_view theirs; ///< in lower case
    std::string_view ours;   ///< a log column of metric_table(), or "step", "wall_time", "seconds"
};

/// All of them, those that are preferred where a log has several before the others.
std::span<const CommonName> common_names();

/// What a column of another tool means: `theirs` as it is in `common_names()` or the metric table, whatever its case, without the "run - " that W&B
/// puts in front. Empty if nobody knows.
std::string_view meaning_of(std::string_view theirs);

/// Whether it says nothing that could be plotted over steps: W&B's bands around a mean, epochs and the like.
bool is_ignored_column(std::string_view theirs);

/// Place in the order of preference where a log has several columns of one meaning, ours first.
std::size_t column_preference(std::string_view theirs);

} // namespace overdamp
