// SPDX-License-Identifier: GPL-3.0-or-later
// What a person wants of a study's queue: which run comes next, which one rests, which one is not wanted.
#pragma once

#include "core/study/plan.h"

#include <filesystem>
#include <set>

namespace overdamp {

/// Kept in order.json of the study's folder, so that any program can change it; a runner follows it while it runs. Cells go by their ids.
struct QueueOrder {
    std::vector<std::string> order;    ///< the cells that come first, in order; the others follow in the study's
    std::set<std::string> held;        ///< rest until they are released
    std::set<std::string> cancelled;   ///< are left out until they are restored
    std::map<std::string, int> tries; ///< how often another try was asked for after a failure
    bool paused = false;              ///< whatever runs the study ends it, until it is run anew

    bool wants(const std::string& id) const { return !held.contains(id) && !cancelled.contains(id); }
    int tries_of(const std::string& id) const;
    bool operator==(const QueueOrder&) const = default;
};

std::string to_text(const QueueOrder& order);
/// `origin` is named in errors; an empty text is no wish at all. Throws SettingsError.
QueueOrder parse_queue_order(const std::string& text, const std::string& origin);

/// The text of order.json, empty if there is none. Throws FileError.
std::string queue_order_text(const std::filesystem::path& folder);
/// Throws FileError or SettingsError.
QueueOrder load_queue_order(const std::filesystem::path& folder);
/// Throws FileError.
void save_queue_order(const std::filesystem::path& folder, const QueueOrder& order);

/// Indices of the study's cells in the wanted order.
std::vector<std::size_t> ordered_cells(const Study& study, const QueueOrder& order);

/// Puts a cell at that place, from 0, among all cells of the study. Throws SettingsError for an unknown id.
void move_cell(QueueOrder& order, const Study& study, const std::string& id, std::size_t place);

/// The cell of that id, or of that number in the study, from 1. Throws SettingsError.
const StudyCell& find_cell(const Study& study, const std::string& id_or_number);

} // namespace overdamp
