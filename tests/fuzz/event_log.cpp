// SPDX-License-Identifier: GPL-3.0-or-later
// An event file of TensorBoard's, as it is; and its bytes as one record, which then has the right checksums.
#include "core/telemetry/foreign_log.h"
#include "core/telemetry/record_frames.h"
#include "tests/fuzz/scratch.h"

#include <cmath>
#include <sstream>

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(text_of(data, size));
    for (const std::string& file : {bytes, framed(bytes) + framed(bytes)})
        try {
            std::istringstream stream(file);
            ForeignLog log;
            read_event_log(stream, "log", log);
            for (const LoggedSeries& series : log.series)
                for (const LoggedValue& value : series.values)
                    require(value.step >= 0 && !std::isnan(value.value));
        } catch (const LogError&) {
        }
    return 0;
}
