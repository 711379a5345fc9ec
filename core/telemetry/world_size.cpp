// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/world_size.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"

#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

constexpr int world_schema = 1;

} // namespace

void save_world_size(const std::filesystem::path& run, std::int64_t size) {
    if (size != 1)
        write_text(run / world_file, nlohmann::ordered_json{{"schema", world_schema}, {"world_size", size}}.dump(2) + '\n');
}

std::int64_t load_world_size(const std::filesystem::path& run) {
    const std::filesystem::path path = run / world_file;
    if (!std::filesystem::exists(path))
        return 1;
    try {
        const nlohmann::json json = nlohmann::json::parse(read_text(path));
        const auto size = json.at("world_size").get<std::int64_t>();
        if (json.at("schema").get<int>() > world_schema || size < 1)
            throw SettingsError(path.string() + ": is unknown to this version");
        return size;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": " + error.what());
    }
}

void check_world_size(const std::filesystem::path& run, std::int64_t size) {
    if (const std::int64_t before = load_world_size(run); before != size)
        throw SettingsError(run.string() + ": is trained by " + std::to_string(before) + (before == 1 ? " process" : " processes together") +
                            "; continue with: overdamp-run train --resume '" + run.string() + "' --world-size " + std::to_string(before));
}

} // namespace overdamp
