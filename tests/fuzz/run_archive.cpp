// SPDX-License-Identifier: GPL-3.0-or-later
// A packed run; nothing may appear outside the folder that it is unpacked into.
#include "core/telemetry/archive_names.h"
#include "core/telemetry/run_archive.h"
#include "core/settings/text.h"
#include "tests/fuzz/scratch.h"

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Scratch scratch;
    const std::filesystem::path runs = scratch.folder / "runs";
    if (const auto parts = parts_of_archive_name(text_of(data, size)))
        for (const std::string& part : *parts)
            require(!part.empty() && part != "." && part != ".." && part.find('/') == std::string::npos);
    scratch.write("run.zip", text_of(data, size));
    try {
        const std::filesystem::path run = unpack_run(scratch.folder / "run.zip", runs);
        require(run.parent_path() == runs && std::filesystem::is_regular_file(run / "experiment.json"));
    } catch (const ArchiveError&) {
    } catch (const FileError&) {
        require(!std::filesystem::exists(runs) || std::filesystem::is_empty(runs));
    }
    std::filesystem::remove_all(runs);
    std::size_t left = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(scratch.folder))
        ++left;
    require(left == 1);
    return 0;
}
