// SPDX-License-Identifier: GPL-3.0-or-later
// A study on disk: study.json, an experiment a cell, the run folders, and what became of each cell.
#pragma once

#include "core/study/plan.h"
#include "core/telemetry/run_folder.h"

#include <functional>

namespace overdamp {

/// What stands in study.json beside the study.
struct StudyOrigin {
    std::string source;  ///< the name of a built-in study, else the absolute path of its file
    std::string version; ///< of the program and LibTorch that began it
};

struct StudyOnDisk {
    Study study;
    StudyOrigin origin;
};

/// `overdamp-run study …` that runs the whole study, from any folder.
std::string study_command(const Study& study, const StudyOrigin& origin);

/// Creates `<runs>/<YYYYMMDD-HHMMSS>-study-<name>-<form>/` with study.json, cells/<id>.json, and empty runs/ and logs/. A source that is a
/// file is noted by its absolute path. Throws FileError, or SettingsError as check_feedback_acts() does, and leaves no folder behind.
std::filesystem::path create_study_folder(const std::filesystem::path& runs, const Study& study, const StudyOrigin& origin);

bool is_study_folder(const std::filesystem::path& folder);

/// The newest folder in `runs` that holds the study of that name or file in that form; empty if there is none. Folders that cannot be read are passed
/// over, and `warn` is told why.
std::filesystem::path newest_study_folder(const std::filesystem::path& runs, const std::string& name_or_path, const std::string& form,
                                          const std::function<void(const std::string&)>& warn = {});

/// Reads the study as it was begun, whatever has become of the presets and of the file that it was read from. A source that is a file of the folder
/// itself, as the window writes it, becomes its path. Throws FileError or SettingsError.
StudyOnDisk load_study_folder(const std::filesystem::path& folder);

enum class CellState {
    waiting,     ///< has not begun
    running,     ///< a program is writing it
    finished,    ///< reached its planned end
    interrupted, ///< began and has no end
    failed,      ///< see CellStatus::reason
    held,        ///< rests until it is released; see QueueOrder
    cancelled    ///< is left out
};

/// "waiting", "running", …
std::string_view name_of(CellState state);

struct CellStatus {
    CellState state = CellState::waiting;
    std::filesystem::path run; ///< its newest run folder; empty if there is none
    std::int64_t steps = 0;    ///< done
    double seconds = 0;        ///< of training
    std::string reason;        ///< why it failed
};

/// Where a program that runs this cell alone keeps its queue's log.
std::filesystem::path cell_queue_log(const std::filesystem::path& folder, const std::string& cell);

/// What the run folders say of every cell, in the order of the study's cells; of cells that failed without one, what the newest entry of the queue's logs
/// says; of those that neither run nor have finished, whether a person holds or has cancelled them. Throws FileError or SettingsError.
std::vector<CellStatus> cell_statuses(const std::filesystem::path& folder, const Study& study);

} // namespace overdamp
