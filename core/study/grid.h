// SPDX-License-Identifier: GPL-3.0-or-later
// A study as a table, the way the paper prints it: the last axis gives the columns, the other axes and the seed the rows.
#pragma once

#include "core/study/claims.h"

namespace overdamp {

struct StudyGrid {
    struct Row {
        std::string name; ///< labels of the axes without the last; may be empty
        std::int64_t seed = 0;
        std::vector<std::optional<std::size_t>> cells; ///< index into the study's cells, one a column
    };

    std::string axis;                 ///< that gives the columns
    std::vector<std::string> columns; ///< its labels
    std::vector<Row> rows;            ///< rows of one name stand together
    /// The labels as numbers, strictly rising; empty if they are none.
    std::vector<double> positions;
};

StudyGrid study_grid(const Study& study);

/// What the paper says of a cell, by the claims that give numbers.
struct PaperValue {
    double value = 0, tolerance = 0;
    bool met_by(double ours) const;
};
std::optional<PaperValue> paper_value(const Study& study, const StudyCell& cell, const std::string& metric);

} // namespace overdamp
