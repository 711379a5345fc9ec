// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/import_origin.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"

#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

constexpr const char* origin_file = "import.json";
constexpr int origin_schema = 1;

} // namespace

std::optional<ImportOrigin> load_import_origin(const std::filesystem::path& run) {
    const std::filesystem::path path = run / origin_file;
    if (std::error_code error; !std::filesystem::exists(path, error))
        return std::nullopt;
    const std::string content = read_text(path);
    try {
        const auto document = nlohmann::json::parse(content);
        if (document.at("schema") != origin_schema)
            throw SettingsError(path.string() + ": schema " + document.at("schema").dump() + " is unknown to this version");
        ImportOrigin origin{.source = document.at("source"), .format = document.at("format"), .columns = {}};
        for (const auto& column : document.at("columns"))
            origin.columns.push_back({.theirs = column.at("theirs"), .ours = column.at("ours")});
        return origin;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": " + error.what());
    }
}

void save_import_origin(const std::filesystem::path& run, const ImportOrigin& origin) {
    auto columns = nlohmann::ordered_json::array();
    for (const ImportedColumn& column : origin.columns)
        columns.push_back({{"theirs", column.theirs}, {"ours", column.ours}});
    const nlohmann::ordered_json document = {{"schema", origin_schema}, {"source", origin.source}, {"format", origin.format}, {"columns", columns}};
    write_text(run / origin_file, document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
}

void refuse_imported(const std::filesystem::path& run) {
    if (const auto origin = load_import_origin(run))
        throw SettingsError(run.string() + ": was imported from the log of another program (" + origin->source +
                            "); it has no model, so it can be looked at and compared, but not trained");
}

} // namespace overdamp
