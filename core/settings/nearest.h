// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody who mistyped a name may have meant.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace overdamp {

/// Letters to insert, delete or replace to get from one word to the other (Levenshtein), in bytes.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j)
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])}));
    }
    return row.back();
}

/// The row of a table whose name is nearest to `name`; the table is not empty.
template <typename Table, typename Name> const auto& nearest_row(const Table& table, std::string_view name, Name name_of) {
    auto nearest = std::begin(table);
    for (auto row = nearest; row != std::end(table); ++row)
        if (edit_distance(std::invoke(name_of, *row), name) < edit_distance(std::invoke(name_of, *nearest), name))
            nearest = row;
    return *nearest;
}

} // namespace overdamp
