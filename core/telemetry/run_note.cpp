// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_note.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"

#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

constexpr const char* note_file = "note.json";

} // namespace

RunNote load_note(const std::filesystem::path& run) {
    const std::filesystem::path path = run / note_file;
    if (std::error_code error; !std::filesystem::exists(path, error) && !error)
        return {};
    const std::string content = read_text(path);
    try {
        const auto document = nlohmann::json::parse(content);
        return {.name = document.value("name", std::string()), .text = document.value("note", std::string())};
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": is not a note: " + error.what());
    }
}

void save_note(const std::filesystem::path& run, const RunNote& note) {
    load_note(run); // a damaged one may hold what a person wrote, so it is not overwritten
    if (note == RunNote{}) {
        std::error_code error;
        std::filesystem::remove(run / note_file, error);
        if (error)
            throw FileError("cannot remove " + (run / note_file).string() + ": " + error.message());
        return;
    }
    const nlohmann::ordered_json document = {{"schema", 1}, {"name", note.name}, {"note", note.text}};
    write_text(run / note_file, document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
}

} // namespace overdamp
