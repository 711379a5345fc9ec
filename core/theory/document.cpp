// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/document.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array verdict_keys = {"holds", "partly", "fails"};
constexpr std::array form_keys = {"line", "dashed", "dots"};

Json numbers(const std::vector<double>& values) {
    Json array = Json::array();
    for (const double value : values)
        array.push_back(std::isfinite(value) ? Json(value) : Json(nullptr));
    return array;
}

std::vector<double> read_numbers(const Json& array) {
    std::vector<double> values;
    for (const Json& value : array)
        values.push_back(value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>());
    return values;
}

/// Index of a key; throws what nlohmann's reader would.
template <std::size_t N> int index_of(const std::array<const char*, N>& keys, const Json& value) {
    const auto found = std::ranges::find(keys, value.get<std::string>());
    if (found == keys.end())
        throw SettingsError("\"" + value.get<std::string>() + "\" is none of the words that were expected");
    return static_cast<int>(found - keys.begin());
}

Json to_json(const TheoryResult& result) {
    Json columns = Json::array(), rows = Json::array(), series = Json::array();
    for (const TheoryColumn& column : result.table.columns)
        columns.push_back({{"name", column.name}, {"unit", column.unit}});
    for (const TheoryRow& row : result.table.rows)
        rows.push_back({{"label", row.label}, {"values", numbers(row.values)}});
    for (const TheorySeries& each : result.chart.series)
        series.push_back({{"name", each.name}, {"form", form_keys[static_cast<std::size_t>(each.form)]}, {"x", numbers(each.x)}, {"y", numbers(each.y)}});
    return {{"id", result.id},
            {"claim", result.claim},
            {"reference", result.reference},
            {"measured", result.measured},
            {"verdict", verdict_keys[static_cast<std::size_t>(result.verdict)]},
            {"explanation", result.explanation},
            {"table", {{"rows_are", result.table.rows_are}, {"columns", columns}, {"rows", rows}}},
            {"chart",
             {{"title", result.chart.title}, {"x_title", result.chart.x_title}, {"y_title", result.chart.y_title}, {"log_x", result.chart.log_x}, {"log_y", result.chart.log_y}, {"series", series}}},
            {"seconds", result.seconds},
            {"version", result.version}};
}

TheoryResult read_result(const Json& json) {
    TheoryResult result;
    json.at("id").get_to(result.id);
    json.at("claim").get_to(result.claim);
    json.at("reference").get_to(result.reference);
    json.at("measured").get_to(result.measured);
    result.verdict = static_cast<TheoryVerdict>(index_of(verdict_keys, json.at("verdict")));
    json.at("explanation").get_to(result.explanation);
    const Json &table = json.at("table"), &chart = json.at("chart");
    table.at("rows_are").get_to(result.table.rows_are);
    for (const Json& column : table.at("columns"))
        result.table.columns.push_back({column.at("name"), column.at("unit")});
    for (const Json& row : table.at("rows")) {
        result.table.rows.push_back({row.at("label"), read_numbers(row.at("values"))});
        if (result.table.rows.back().values.size() != result.table.columns.size())
            throw SettingsError("a row of \"" + result.id + "\" has not one value a column");
    }
    chart.at("title").get_to(result.chart.title);
    chart.at("x_title").get_to(result.chart.x_title);
    chart.at("y_title").get_to(result.chart.y_title);
    chart.at("log_x").get_to(result.chart.log_x);
    chart.at("log_y").get_to(result.chart.log_y);
    for (const Json& each : chart.at("series")) {
        result.chart.series.push_back({each.at("name"), static_cast<SeriesForm>(index_of(form_keys, each.at("form"))), read_numbers(each.at("x")), read_numbers(each.at("y"))});
        if (result.chart.series.back().x.size() != result.chart.series.back().y.size())
            throw SettingsError("a series of \"" + result.id + "\" has not one y for each x");
    }
    json.at("seconds").get_to(result.seconds);
    json.at("version").get_to(result.version);
    return result;
}

std::string title_of(const TheoryColumn& column) { return column.unit.empty() ? column.name : column.name + " (" + column.unit + ")"; }

/// Characters, not bytes.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool right = false) {
    const std::string space(width - std::min(width, width_of(text)), ' ');
    return right ? space + text : text + space;
}

/// A header and a row of texts for each row of the table.
std::vector<std::vector<std::string>> cells_of(const TheoryTable& table) {
    std::vector<std::vector<std::string>> cells = {{table.rows_are}};
    for (const TheoryColumn& column : table.columns)
        cells.front().push_back(title_of(column));
    for (const TheoryRow& row : table.rows) {
        cells.push_back({row.label});
        for (const double value : row.values)
            cells.back().push_back(theory_number(value));
    }
    return cells;
}

/// Bars in a cell would end it.
std::string escaped(std::string text) {
    for (std::size_t place = 0; (place = text.find('|', place)) != std::string::npos; place += 2)
        text.replace(place, 1, "\\|");
    return text;
}

} // namespace

std::string theory_number(double value) {
    if (!std::isfinite(value))
        return "–";
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

nlohmann::ordered_json theory_json(std::span<const TheoryResult> results) {
    Json list = Json::array();
    for (const TheoryResult& result : results)
        list.push_back(to_json(result));
    return {{"schema", 1}, {"results", list}};
}

std::vector<TheoryResult> read_theory_json(const nlohmann::ordered_json& document) {
    try {
        if (document.at("schema") != 1)
            throw SettingsError("schema: " + document.at("schema").dump() + " is not 1");
        std::vector<TheoryResult> results;
        for (const Json& result : document.at("results"))
            results.push_back(read_result(result));
        return results;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(error.what());
    }
}

std::vector<TheoryResult> load_theory(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return {};
    try {
        return read_theory_json(Json::parse(read_text(file)));
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(file.string() + ": " + error.what());
    } catch (const SettingsError& error) {
        throw SettingsError(file.string() + ": " + error.what());
    }
}

std::string theory_markdown(std::span<const TheoryResult> results) {
    std::string text = "# Checks of the paper's theory\n\n| check | reference | claim | verdict |\n|---|---|---|---|\n";
    for (const TheoryResult& result : results)
        text += "| " + result.id + " | " + escaped(result.reference) + " | " + escaped(result.claim) + " | " + std::string(name_of(result.verdict)) + " |\n";
    for (const TheoryResult& result : results) {
        text += "\n## " + result.reference + ": " + std::string(name_of(result.verdict)) + "\n\n" + result.claim + "\n\nMeasured: " + result.measured + "\n\n";
        const auto cells = cells_of(result.table);
        for (std::size_t row = 0; row < cells.size(); ++row) {
            for (const std::string& cell : cells[row])
                text += "| " + escaped(cell) + " ";
            text += "|\n";
            for (std::size_t column = 0; row == 0 && column < cells[0].size(); ++column)
                text += column == 0 ? "|---|" : "---:|";
            text += row == 0 ? "\n" : "";
        }
        text += "\n" + result.explanation + "\n";
        if (!result.version.empty())
            text += "\n(" + result.version + ")\n";
    }
    return text;
}

std::string theory_text(std::span<const TheoryResult> results, bool with_numbers) {
    std::string text;
    std::size_t longest_id = 0, longest_reference = 0;
    for (const TheoryResult& result : results) {
        longest_id = std::max(longest_id, width_of(result.id));
        longest_reference = std::max(longest_reference, width_of(result.reference));
    }
    for (const TheoryResult& result : results) {
        text += padded(std::string(name_of(result.verdict)), 13) + "  " + padded(result.id, longest_id) + "  " + padded(result.reference, longest_reference) + "  " + result.claim + "\n";
        if (!with_numbers)
            continue;
        // Long titles stand above the table, one a line, and their number over the column.
        auto cells = cells_of(result.table);
        for (std::size_t column = 1; column < cells[0].size(); ++column) {
            std::string number = std::to_string(column);
            number.insert(0, 1, '[').push_back(']');
            text.append("    ").append(number).append(1, ' ').append(cells[0][column]).append(1, '\n');
            cells[0][column] = number;
        }
        std::vector<std::size_t> widths(cells[0].size());
        for (const auto& row : cells)
            for (std::size_t column = 0; column < row.size(); ++column)
                widths[column] = std::max(widths[column], width_of(row[column]));
        for (const auto& row : cells) {
            text.append("    ").append(padded(row[0], widths[0]));
            for (std::size_t column = 1; column < row.size(); ++column)
                text.append("  ").append(padded(row[column], widths[column], true));
            text.append(1, '\n');
        }
        text += "    " + result.explanation + "\n\n";
    }
    return text;
}

} // namespace overdamp
