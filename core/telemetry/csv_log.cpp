// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of comma-separated values.
#include "core/telemetry/foreign_log.h"

#include "core/settings/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace overdamp {

namespace {

constexpr std::size_t longest_field = 1 << 20;
constexpr double largest_step = 9007199254740992.0; // 2^53, up to which doubles hold every whole number

/// Splits a stream into rows of fields.
class CsvRows {
  public:
    CsvRows(std::istream& stream, std::string origin) : stream_(*stream.rdbuf()), origin_(std::move(origin)) {}

    /// The next row that is not blank; false at the end.
    bool next(std::vector<std::string>& row) {
        do {
            line_ = next_line_;
            if (!read(row))
                return false;
        } while (row.size() == 1 && row[0].empty());
        return true;
    }

    /// Number of the line in which the last row begins, from 1.
    std::size_t line() const { return line_; }

    [[noreturn]] void fail(const std::string& message) const { throw LogError(origin_ + ", line " + std::to_string(line_) + ": " + message); }

    char separator = 0; ///< not known before the first row

  private:
    static constexpr int end = std::char_traits<char>::eof();

    bool read(std::vector<std::string>& row) {
        row.assign(1, {});
        bool quoted = false, any = false;
        for (int byte; (byte = stream_.sbumpc()) != end; any = true) {
            if (byte == '\0')
                fail("holds a NUL byte, so it is no CSV table");
            next_line_ += byte == '\n';
            if (quoted) {
                if (byte != '"')
                    append(row.back(), byte);
                else if (stream_.sgetc() == '"')
                    append(row.back(), stream_.sbumpc());
                else
                    quoted = false;
            } else if (byte == '"' && row.back().empty()) {
                quoted = true;
            } else if (byte == '\n') {
                if (row.back().ends_with('\r'))
                    row.back().pop_back();
                return true;
            } else if (is_separator(byte)) {
                if (row.size() > most_logged_series)
                    fail("has more than " + std::to_string(most_logged_series) + " columns");
                row.emplace_back();
            } else {
                append(row.back(), byte);
            }
        }
        if (quoted)
            fail("a quoted field has no end");
        return any;
    }

    bool is_separator(int byte) {
        if (separator == 0 && (byte == ',' || byte == ';' || byte == '\t'))
            separator = static_cast<char>(byte);
        return byte == separator && separator != 0;
    }

    void append(std::string& field, int byte) {
        if (field.size() == longest_field)
            fail("a field has more than " + std::to_string(longest_field) + " bytes");
        field += static_cast<char>(byte);
    }

    std::streambuf& stream_;
    std::string origin_;
    std::size_t line_ = 1, next_line_ = 1;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The number, NaN where there is none; nothing if the field is a text.
std::optional<double> number_in(std::string_view field) {
    std::string_view text = trimmed(field);
    for (const std::string_view missing : {"", "None", "none", "null", "NULL", "NA", "N/A", "NaN", "nan"})
        if (text == missing)
            return not_measured;
    for (const auto& [name, value] : {std::pair("Infinity", HUGE_VAL), std::pair("-Infinity", -HUGE_VAL)})
        if (text == name)
            return value;
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::vector<std::string> headings(CsvRows& rows) {
    std::vector<std::string> names;
    if (!rows.next(names))
        rows.fail("the file is empty");
    if (names[0].starts_with("\xEF\xBB\xBF"))
        names[0].erase(0, 3);
    for (std::string& name : names) {
        name = trimmed(name);
        if (find_invalid_utf8(name) != std::string::npos)
            rows.fail("the headings are not UTF-8 text; expected a CSV table or a TensorBoard event file");
    }
    if (names.size() < 2)
        rows.fail("has a single column; expected a step and at least one measure, with headings");
    return names;
}

/// So much of a field as a message can show.
std::string shortened(const std::string& field) {
    constexpr std::size_t most = 40;
    std::size_t length = 0;
    while (length < field.size() && length < most)
        length += first_code_point(std::string_view(field).substr(length)).length;
    return length < field.size() ? field.substr(0, length) + "…" : field;
}

class TableReader {
  public:
    TableReader(std::istream& stream, const std::string& origin, const TimeColumns& time)
        : rows_(stream, origin), names_(headings(rows_)), step_(index(time.step)), wall_(index(time.wall)), seconds_(index(time.seconds)),
          columns_(names_.size()) {}

    ForeignLog read() {
        std::vector<std::string> row;
        for (std::int64_t number = 0; rows_.next(row); ++number)
            add(row, number);
        ForeignLog log{.format = "CSV", .series = {}, .notices = {}};
        for (std::size_t i = 0; i < names_.size(); ++i)
            if (!is_time(i)) {
                columns_[i].name = names_[i];
                log.series.push_back(std::move(columns_[i]));
            }
        if (!step_)
            log.notices.emplace_back("no column tells the step, so rows count as steps, from 0");
        return log;
    }

  private:
    std::optional<std::size_t> index(const std::string& name) const {
        const auto found = std::ranges::find(names_, name);
        return name.empty() || found == names_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names_.begin()));
    }

    bool is_time(std::size_t column) const { return column == step_ || column == wall_ || column == seconds_; }

    double time_in(const std::vector<std::string>& row, std::optional<std::size_t> column) const {
        return column && *column < row.size() ? number_in(row[*column]).value_or(not_measured) : not_measured;
    }

    /// The row's step; nothing if it does not say.
    std::optional<std::int64_t> step_in(const std::vector<std::string>& row) const {
        const std::optional<double> step = *step_ < row.size() ? number_in(row[*step_]) : not_measured;
        if (step && std::isnan(*step))
            return std::nullopt;
        if (!step || *step < 0 || *step > largest_step || *step != std::floor(*step))
            rows_.fail("column \"" + names_[*step_] + "\": \"" + row[*step_] + "\" is no step; expected a whole number from 0 on");
        return static_cast<std::int64_t>(*step);
    }

    void add(const std::vector<std::string>& row, std::int64_t number) {
        if (row.size() > names_.size())
            rows_.fail("has " + std::to_string(row.size()) + " fields, but there are " + std::to_string(names_.size()) + " headings");
        const std::optional<std::int64_t> step = step_ ? step_in(row) : number;
        for (std::size_t i = 0; i < row.size(); ++i) {
            LoggedSeries& series = columns_[i];
            if (is_time(i) || !series.text.empty())
                continue;
            const std::optional<double> value = number_in(row[i]);
            if (!value && series.values.empty())
                series.text = "line " + std::to_string(rows_.line()) + ": \"" + shortened(row[i]) + '"';
            else if (!value)
                rows_.fail("column \"" + names_[i] + "\": \"" + row[i] + "\" is no number");
            else if (!std::isnan(*value) && !step)
                rows_.fail("has values but no step in column \"" + names_[*step_] + "\"");
            else if (!std::isnan(*value))
                series.values.push_back({.step = *step, .wall = time_in(row, wall_), .seconds = time_in(row, seconds_), .value = *value}), ++values_;
        }
        if (values_ > most_logged_values)
            rows_.fail("the log has more than " + std::to_string(most_logged_values) + " values");
    }

    CsvRows rows_;
    std::vector<std::string> names_;
    std::optional<std::size_t> step_, wall_, seconds_;
    std::vector<LoggedSeries> columns_;
    std::size_t values_ = 0;
};

} // namespace

std::vector<std::string> csv_columns(std::istream& stream, const std::string& origin) {
    CsvRows rows(stream, origin);
    return headings(rows);
}

ForeignLog read_csv_log(std::istream& stream, const std::string& origin, const TimeColumns& time) { return TableReader(stream, origin, time).read(); }

} // namespace overdamp
