// SPDX-License-Identifier: GPL-3.0-or-later
// metrics.jsonl, events.jsonl or samples.jsonl of a run; the first byte says which.
#include "core/telemetry/run_folder.h"
#include "tests/fuzz/scratch.h"

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Scratch scratch;
    static constexpr const char* names[] = {"metrics.jsonl", "events.jsonl", "samples.jsonl"};
    if (size == 0)
        return 0;
    const char* name = names[data[0] % 3];
    scratch.write(name, text_of(data + 1, size - 1));
    try {
        load_history(scratch.folder);
    } catch (const SettingsError&) {
    }
    try {
        load_events(scratch.folder);
    } catch (const SettingsError&) {
    }
    try {
        last_step_record(scratch.folder);
    } catch (const SettingsError&) {
    }
    std::filesystem::remove(scratch.folder / name);
    return 0;
}
