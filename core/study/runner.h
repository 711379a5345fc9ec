// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the cells of a study side by side, each in a process of its own.
#pragma once

#include "core/study/pace.h"
#include "core/study/queue_order.h"
#include "core/study/study_folder.h"

#include <functional>

namespace overdamp {

/// What is known while a study runs.
struct StudyProgress {
    std::vector<CellStatus> cells;         ///< in the study's order
    std::vector<double> cell_seconds_left; ///< of each, NaN while no run has shown its pace
    double seconds_left = 0;               ///< until the last run ends that is neither held nor cancelled, NaN likewise

    std::size_t count(CellState state) const;
};

struct StudyRunnerOptions {
    std::filesystem::path program; ///< overdamp-run
    std::int64_t jobs = 1;         ///< runs side by side
    std::optional<std::size_t> cell = {}; ///< only this one, as a task of a job array; others may run at the same time
    /// Called a few times a second, and whenever a run begins or ends, on the calling thread.
    std::function<void(const StudyProgress&)> progress = {};
    /// The signal to end by, 0 to go on; the workers get it once, write their checkpoints and end.
    std::function<int()> interrupted = [] { return 0; };
};

/// Runs every cell that is not finished, in the order of order.json, whose changes it follows: an interrupted one from its newest checkpoint, a
/// failed one anew. A running one that is held or cancelled writes its checkpoint and ends. A run that fails does not stop the others. Returns when
/// none is left to run, the runner was interrupted or the study paused; running it anew ends the pause, except for a single cell. Throws FileError or
/// SettingsError, also if another program runs the study.
StudyProgress run_study(const std::filesystem::path& folder, const Study& study, const StudyRunnerOptions& options);

/// Fills in the time left of every cell and of all, from the pace of the cells that have begun. `jobs` run side by side.
void estimate_time_left(StudyProgress& progress, const Study& study, const QueueOrder& order, std::int64_t jobs);

/// As many runs side by side as cores and free memory allow; 1 where they compute on a GPU.
std::int64_t suggested_jobs(const Study& study);

} // namespace overdamp
