// SPDX-License-Identifier: GPL-3.0-or-later
// A study as a job array of Slurm: one run a task, in the study's shared folder.
#pragma once

#include "core/study/study_folder.h"

#include <span>
#include <stdexcept>

namespace overdamp {

/// sbatch is not there or refuses.
class SlurmError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

struct SlurmOptions {
    std::filesystem::path program;   ///< overdamp-run, where the nodes find it too
    std::string partition;           ///< empty: the cluster's default
    std::string time;                ///< limit of a run as sbatch reads it; empty: the partition's
    std::vector<std::string> options; ///< more options of sbatch, each as one word: "--mem=4G"
    std::int64_t jobs = 0;           ///< most tasks side by side, 0: as the cluster likes
};

/// The numbers of the cells that a job array is to run: all that are not finished, being written, held or cancelled.
std::vector<std::size_t> unfinished_cells(const std::filesystem::path& folder, const Study& study);

/// The batch script whose task i runs the cell i of `cells` in the study of `folder`, which is absolute. It asks for as many processors as a run has
/// threads where the study says so, and for a GPU where a run's device is cuda, unless `options.options` say more of GPUs.
std::string slurm_script(const std::filesystem::path& folder, const Study& study, std::span<const std::size_t> cells, const SlurmOptions& options);

/// Gives a script to the first sbatch in $PATH. Returns the number of the job. Throws SlurmError with what sbatch says.
std::string submit_script(const std::filesystem::path& script);

} // namespace overdamp
