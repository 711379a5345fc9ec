// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/run_deletion.h"

#include "core/telemetry/run_trash.h"
#include "widgets/wording.h"

namespace overdamp {

RunDeletion::RunDeletion(std::vector<std::filesystem::path> runs, const QString& label, std::function<void()> changed,
                         std::function<void(const QString&)> problem)
    : QUndoCommand(label), runs_(std::move(runs)), changed_(std::move(changed)), problem_(std::move(problem)) {}

void RunDeletion::redo() {
    trashed_.clear();
    for (const auto& run : runs_)
        try {
            trashed_.emplace_back(trash_run(run), run);
        } catch (const std::exception& error) {
            problem_(plain(error.what()));
        }
    setObsolete(trashed_.empty());
    changed_();
}

void RunDeletion::undo() {
    for (const auto& [place, run] : trashed_)
        try {
            restore_run(place, run);
        } catch (const std::exception& error) {
            problem_(plain(error.what()));
        }
    changed_();
}

} // namespace overdamp
