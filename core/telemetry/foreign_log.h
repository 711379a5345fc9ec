// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of other tools, read without trust: CSV tables and TensorBoard event files.
#pragma once

#include "core/telemetry/records.h"

#include <cstdint>
#include <filesystem>
#include <istream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// A log that cannot be read. The message names the file, the place in it, and what is wrong.
class LogError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct LoggedValue {
    std::int64_t step = 0;
    double wall = not_measured;    ///< Unix time, seconds
    double seconds = not_measured; ///< since the start, as the log says
    double value = not_measured;
};

/// One column of a table or one tag of an event file.
struct LoggedSeries {
    std::string name;
    std::vector<LoggedValue> values; ///< in the order of the log; those that are not numbers are left out
    std::string text = {};           ///< where and what the first value of a column of texts is, `line 2: "x"`; such a column has no values
};

struct ForeignLog {
    std::string format; ///< "CSV" or "TensorBoard"
    std::vector<LoggedSeries> series;
    std::vector<std::string> notices; ///< what a person should know, such as that steps were counted by rows
};

/// Which columns of a CSV table say when. An empty name stands for none.
struct TimeColumns {
    std::string step, wall, seconds;
};

/// What a log may hold at most; more is refused.
inline constexpr std::size_t most_logged_series = 10'000;
inline constexpr std::size_t most_logged_values = 50'000'000;

/// The headings of a CSV table. Throws LogError, as the reader below does; `origin` is named in it.
std::vector<std::string> csv_columns(std::istream& stream, const std::string& origin);

/// Reads a CSV table (RFC 4180; a comma, semicolon or tab between fields, whichever the heading has) from its beginning. Empty fields, "nan", "none"
/// and "null" are values that were not logged, so that columns may be sparse. A column outside `time` whose first value is a text is taken for one of
/// texts, and a text further down is an error; without a step column rows count from 0.
ForeignLog read_csv_log(std::istream& stream, const std::string& origin, const TimeColumns& time);

/// Reads the scalars of a TensorBoard event file, as simple values or tensors, and appends them to `log`. A cut last record is read past.
/// Throws LogError.
void read_event_log(std::istream& stream, const std::string& origin, ForeignLog& log);

} // namespace overdamp
