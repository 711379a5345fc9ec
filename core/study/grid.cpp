// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/grid.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace overdamp {

namespace {

std::vector<double> rising_numbers(const std::vector<std::string>& labels) {
    std::vector<double> numbers;
    for (const std::string& label : labels) {
        double number = 0;
        const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
        if (error != std::errc() || end != label.data() + label.size() || (!numbers.empty() && number <= numbers.back()))
            return {};
        numbers.push_back(number);
    }
    return numbers;
}

/// The labels without that of the last axis, in words.
std::string row_name(const StudyCell& cell) {
    std::string name;
    for (std::size_t i = 0; i + 1 < cell.labels.size(); ++i)
        name += (name.empty() ? "" : " · ") + cell.labels[i].second;
    return name;
}

} // namespace

StudyGrid study_grid(const Study& study) {
    StudyGrid grid{.axis = study.axes.back().first, .columns = study.axes.back().second, .rows = {}, .positions = {}};
    grid.positions = rising_numbers(grid.columns);
    for (std::size_t i = 0; i < study.cells.size(); ++i) {
        const StudyCell& cell = study.cells[i];
        const std::string name = row_name(cell);
        const auto same = [&](const StudyGrid::Row& row) { return row.name == name && row.seed == cell.seed(); };
        auto row = std::ranges::find_if(grid.rows, same);
        if (row == grid.rows.end()) {
            const auto last = std::ranges::find(grid.rows.rbegin(), grid.rows.rend(), name, &StudyGrid::Row::name);
            row = grid.rows.insert(last == grid.rows.rend() ? grid.rows.end() : last.base(), {.name = name, .seed = cell.seed(), .cells = {}});
            row->cells.resize(grid.columns.size());
        }
        const auto column = std::ranges::find(grid.columns, cell.labels.back().second);
        row->cells[static_cast<std::size_t>(column - grid.columns.begin())] = i;
    }
    return grid;
}

bool PaperValue::met_by(double ours) const { return std::abs(ours - value) <= tolerance; }

std::optional<PaperValue> paper_value(const Study& study, const StudyCell& cell, const std::string& metric) {
    for (const Claim& claim : study.claims)
        if (claim.rule == ClaimRule::value && claim.metric == metric && cell.matches(claim.where))
            for (const PaperNumber& number : claim.paper)
                if (cell.matches(number.where))
                    return PaperValue{.value = number.value, .tolerance = claim.tolerance};
    return std::nullopt;
}

} // namespace overdamp
