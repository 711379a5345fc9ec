// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers behind a plot, row by row.
#pragma once

#include <QString>

#include <vector>

namespace overdamp {

class Plot;

enum class RowsWanted { visible, all };

/// One row for each x at which any column has a value.
struct PlotTable {
    QString x_name;
    std::vector<QString> names;
    std::vector<double> x;
    std::vector<std::vector<double>> columns; ///< as long as x; NaN where there is no value
};

/// A copy of the numbers as they are now.
PlotTable table_of(const Plot& plot, RowsWanted rows);

/// Writes the numbers to the file in the form that RFC 4180 describes, each with as many digits as tell it apart from its neighbours. Returns what went wrong,
/// in words for the user, or an empty string.
QString export_numbers(const Plot& plot, RowsWanted rows, const QString& path);

} // namespace overdamp
