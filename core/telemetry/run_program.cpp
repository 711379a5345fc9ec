// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_program.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"

#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

constexpr int program_schema = 1;
constexpr const char* program_file = "program.json";

void save_programs(const std::filesystem::path& run, const std::vector<TrainedBy>& programs) {
    auto spans = nlohmann::ordered_json::array();
    for (const TrainedBy& span : programs)
        spans.push_back({{"from_step", span.from_step}, {"version", span.program.version}, {"commit", span.program.commit}});
    write_text(run / program_file, nlohmann::ordered_json{{"schema", program_schema}, {"trained_by", spans}}.dump(2) + '\n');
}

} // namespace

std::string to_text(const ProgramVersion& program) { return program.version + (program.commit.empty() ? "" : " (commit " + program.commit + ')'); }

std::vector<TrainedBy> load_programs(const std::filesystem::path& run) {
    const std::filesystem::path path = run / program_file;
    if (std::error_code error; !std::filesystem::exists(path, error))
        return {};
    try {
        const auto document = nlohmann::json::parse(read_text(path));
        if (document.at("schema").get<int>() > program_schema)
            throw SettingsError(path.string() + ": schema: " + document.at("schema").dump() + " is unknown to this version");
        std::vector<TrainedBy> programs;
        for (const auto& span : document.at("trained_by"))
            programs.push_back({.program = {.version = span.at("version"), .commit = span.at("commit")}, .from_step = span.at("from_step")});
        return programs;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": " + error.what());
    }
}

void note_program(const std::filesystem::path& run, const ProgramVersion& program, std::int64_t step) {
    if (program.version.empty())
        return;
    const std::vector<TrainedBy> before = load_programs(run);
    std::vector<TrainedBy> programs = before;
    std::erase_if(programs, [step](const TrainedBy& span) { return span.from_step >= step; });
    if (programs.empty() || programs.back().program != program)
        programs.push_back({.program = program, .from_step = step});
    if (programs != before)
        save_programs(run, programs);
}

void copy_programs(const std::filesystem::path& parent, const std::filesystem::path& child, std::int64_t step) {
    std::vector<TrainedBy> programs = load_programs(parent);
    std::erase_if(programs, [step](const TrainedBy& span) { return span.from_step >= step; });
    if (!programs.empty())
        save_programs(child, programs);
}

} // namespace overdamp
