// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint_info.h"

#include "core/model/checkpoint_error.h"
#include "core/settings/text.h"

#include <nlohmann/json.hpp>

namespace overdamp {

CheckpointInfo load_checkpoint_info(const std::filesystem::path& path) {
    try {
        const nlohmann::json json = nlohmann::json::parse(read_text(path));
        if (json.at("schema") != checkpoint_schema)
            throw CheckpointError("schema " + json.at("schema").dump() + " is unknown to this version");
        CheckpointInfo info{.step = json.at("step"), .revision = json.at("revision"), .seconds = json.at("seconds"), .knobs = {}};
        apply_json(info.knobs, json.at("knobs"));
        return info;
    } catch (const FileError&) {
        throw;
    } catch (const std::exception& error) {
        throw CheckpointError(path.string() + ": " + error.what());
    }
}

} // namespace overdamp
