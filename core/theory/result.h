// SPDX-License-Identifier: GPL-3.0-or-later
// What a check of the paper's theory found: plain values that are shown, written and read back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// Whether what was measured bears out a claim as the paper states it.
enum class TheoryVerdict { holds, partly, fails };

/// "holds", "partly", "does not hold"; translatable.
std::string_view name_of(TheoryVerdict verdict);

/// A measured quantity; the unit is empty for pure numbers.
struct TheoryColumn {
    std::string name;
    std::string unit;
};

struct TheoryRow {
    std::string label;
    std::vector<double> values; ///< one a column; not a number where nothing was measured
};

struct TheoryTable {
    std::string rows_are; ///< what the labels say: "λ", "width"
    std::vector<TheoryColumn> columns;
    std::vector<TheoryRow> rows;
};

/// How a series is drawn. What the paper states is dashed.
enum class SeriesForm { line, dashed, dots };

struct TheorySeries {
    std::string name;
    SeriesForm form = SeriesForm::line;
    std::vector<double> x, y;
};

struct TheoryChart {
    std::string title, x_title, y_title;
    bool log_x = false, log_y = false;
    std::vector<TheorySeries> series;
};

/// Texts are English and translatable; numbers stand in the table alone.
struct TheoryResult {
    std::string id;
    std::string claim;     ///< what the paper states
    std::string reference; ///< where: lemma and equation
    std::string measured;  ///< how it was measured
    TheoryTable table;
    TheoryVerdict verdict = TheoryVerdict::holds;
    std::string explanation;
    TheoryChart chart;
    double seconds = 0;  ///< that the measurement took
    std::string version; ///< of the program that measured
};

} // namespace overdamp
