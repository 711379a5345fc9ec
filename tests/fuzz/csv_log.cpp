// SPDX-License-Identifier: GPL-3.0-or-later
// A table of another tool.
#include "core/telemetry/foreign_log.h"
#include "tests/fuzz/scratch.h"

#include <cmath>
#include <sstream>

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(text_of(data, size));
    try {
        std::istringstream headings(text);
        const std::vector<std::string> names = csv_columns(headings, "log");
        require(names.size() >= 2);
        for (const TimeColumns& time : {TimeColumns{.step = names[0], .wall = names[1], .seconds = {}}, TimeColumns{}}) {
            std::istringstream table(text);
            for (const LoggedSeries& series : read_csv_log(table, "log", time).series)
                for (const LoggedValue& value : series.values)
                    require(value.step >= 0 && !std::isnan(value.value));
        }
    } catch (const LogError&) {
    }
    return 0;
}
