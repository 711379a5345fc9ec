// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_data.h"

#include "widgets/plot.h"

#include <QCoreApplication>
#include <QSaveFile>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace overdamp {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(overdamp::export_numbers)
};

/// Every x of any column, once, rising.
std::vector<double> all_x(const std::vector<DataColumn>& columns) {
    std::vector<double> all;
    std::vector<double> own, merged;
    for (const DataColumn& column : columns) {
        own.clear();
        for (std::size_t row = 0; row < column.points.size(); ++row)
            own.push_back(column.points.x_at(row));
        if (own == all)
            continue;
        merged.clear();
        std::ranges::set_union(all, own, std::back_inserter(merged));
        all.swap(merged);
    }
    return all;
}

void append_number(QByteArray& text, double value) {
    if (std::isnan(value))
        return;
    char figures[32];
    const auto end = std::to_chars(figures, figures + sizeof figures, value).ptr;
    text.append(figures, end - figures);
}

QByteArray quoted(const QString& name) {
    QByteArray text = name.toUtf8();
    if (!text.contains(',') && !text.contains('"') && !text.contains('\n'))
        return text;
    return '"' + text.replace('"', "\"\"") + '"';
}

} // namespace

PlotTable table_of(const Plot& plot, RowsWanted rows) {
    const std::vector<DataColumn> columns = plot.data();
    PlotTable table{.x_name = plot.x_name(), .names = {}, .x = {}, .columns = {}};
    for (const DataColumn& column : columns)
        table.names.push_back(column.name);
    table.columns.resize(columns.size());
    std::vector<std::size_t> next(columns.size(), 0);
    std::vector<double> values(columns.size());
    for (const double x : all_x(columns)) {
        for (std::size_t index = 0; index < columns.size(); ++index) {
            const Points& points = columns[index].points;
            const bool here = next[index] < points.size() && points.x_at(next[index]) == x;
            values[index] = here ? points.y[next[index]++] : std::nan("");
        }
        if (std::ranges::all_of(values, [](double value) { return std::isnan(value); }) || (rows == RowsWanted::visible && !plot.shows(x, values)))
            continue;
        table.x.push_back(x);
        for (std::size_t index = 0; index < columns.size(); ++index)
            table.columns[index].push_back(values[index]);
    }
    return table;
}

QString export_numbers(const Plot& plot, RowsWanted rows, const QString& path) {
    const PlotTable table = table_of(plot, rows);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Text::tr("“%1” cannot be written: %2").arg(path, file.errorString());
    QByteArray line = quoted(table.x_name);
    for (const QString& name : table.names)
        line += ',' + quoted(name);
    file.write(line += "\r\n");
    for (std::size_t row = 0; row < table.x.size(); ++row) {
        line.clear();
        append_number(line, table.x[row]);
        for (const std::vector<double>& column : table.columns) {
            line += ',';
            append_number(line, column[row]);
        }
        file.write(line += "\r\n");
    }
    if (!file.commit())
        return Text::tr("“%1” cannot be written: %2").arg(path, file.errorString());
    return {};
}

} // namespace overdamp
