// SPDX-License-Identifier: GPL-3.0-or-later
// A preset or an experiment.json. What is accepted can be written and read again.
#include "core/settings/experiment.h"
#include "tests/fuzz/scratch.h"

#include <nlohmann/json.hpp>

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const std::string written = to_json(parse_experiment(text_of(data, size), "input")).dump();
        require(to_json(parse_experiment(written, "again")).dump() == written);
    } catch (const SettingsError&) {
    }
    return 0;
}
