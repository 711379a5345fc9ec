// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/queue_order.h"

#include "core/settings/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr int order_schema = 1;

} // namespace

int QueueOrder::tries_of(const std::string& id) const {
    const auto found = tries.find(id);
    return found == tries.end() ? 0 : found->second;
}

std::string to_text(const QueueOrder& order) {
    const Json document = {{"schema", order_schema},       {"order", order.order}, {"held", order.held},
                           {"cancelled", order.cancelled}, {"tries", order.tries}, {"paused", order.paused}};
    return document.dump(2) + '\n';
}

QueueOrder parse_queue_order(const std::string& text, const std::string& origin) {
    if (text.empty())
        return {};
    try {
        const Json document = Json::parse(text);
        if (document.at("schema").get<int>() > order_schema)
            throw SettingsError(origin + ": schema: " + document.at("schema").dump() + " is unknown to this version");
        QueueOrder order;
        document.at("order").get_to(order.order);
        document.at("held").get_to(order.held);
        document.at("cancelled").get_to(order.cancelled);
        document.at("tries").get_to(order.tries);
        order.paused = document.value("paused", false); // earlier versions did not say
        return order;
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(origin + ": is not the order of a queue: " + error.what());
    }
}

std::string queue_order_text(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "order.json", ignored) ? read_text(folder / "order.json") : std::string();
}

QueueOrder load_queue_order(const fs::path& folder) { return parse_queue_order(queue_order_text(folder), (folder / "order.json").string()); }

void save_queue_order(const fs::path& folder, const QueueOrder& order) { write_text(folder / "order.json", to_text(order)); }

std::vector<std::size_t> ordered_cells(const Study& study, const QueueOrder& order) {
    std::vector<std::size_t> cells;
    const auto add = [&](std::size_t i) {
        if (std::ranges::find(cells, i) == cells.end())
            cells.push_back(i);
    };
    for (const std::string& id : order.order)
        if (const auto found = std::ranges::find(study.cells, id, &StudyCell::id); found != study.cells.end())
            add(static_cast<std::size_t>(found - study.cells.begin()));
    for (std::size_t i = 0; i < study.cells.size(); ++i)
        add(i);
    return cells;
}

void move_cell(QueueOrder& order, const Study& study, const std::string& id, std::size_t place) {
    const std::string& moved = find_cell(study, id).id;
    std::vector<std::string> all;
    for (const std::size_t i : ordered_cells(study, order))
        if (study.cells[i].id != moved)
            all.push_back(study.cells[i].id);
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(std::min(place, all.size())), moved);
    order.order = std::move(all);
}

const StudyCell& find_cell(const Study& study, const std::string& id_or_number) {
    for (std::size_t i = 0; i < study.cells.size(); ++i)
        if (study.cells[i].id == id_or_number || std::to_string(i + 1) == id_or_number)
            return study.cells[i];
    throw SettingsError("\"" + id_or_number + "\" is no run of the study " + study.name + "; expected its number, 1 to " +
                        std::to_string(study.cells.size()) + ", or its name");
}

} // namespace overdamp
