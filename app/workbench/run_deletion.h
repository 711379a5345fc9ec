// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting runs as something that can be undone.
#pragma once

#include <QUndoCommand>

#include <filesystem>
#include <functional>
#include <utility>
#include <vector>

namespace overdamp {

/// Moves runs to the trash and back. A run that cannot be moved is named to `problem` and stays where it is.
class RunDeletion : public QUndoCommand {
  public:
    /// `label` names what is deleted; `changed` is called after runs have moved.
    RunDeletion(std::vector<std::filesystem::path> runs, const QString& label, std::function<void()> changed,
                std::function<void(const QString&)> problem);

    void redo() override;
    void undo() override;
    /// How many runs it moved last.
    std::size_t moved() const { return trashed_.size(); }

  private:
    std::vector<std::filesystem::path> runs_;
    std::vector<std::pair<std::filesystem::path, std::filesystem::path>> trashed_; ///< where it lies, and where it was
    std::function<void()> changed_;
    std::function<void(const QString&)> problem_;
};

} // namespace overdamp
