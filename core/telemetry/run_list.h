// SPDX-License-Identifier: GPL-3.0-or-later
// All runs of a folder, from the small files and last lines of each.
#pragma once

#include "core/settings/experiment.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/records.h"
#include "core/telemetry/run_note.h"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

enum class RunCondition {
    live,        ///< a program is writing it: it trains, or is paused in a window
    finished,    ///< reached its planned end
    stopped,     ///< ended by hand
    failed,      ///< see RunInfo::message
    interrupted, ///< has no end yet and nobody is writing it: paused and kept, or cut off
    damaged,     ///< see RunInfo::message; what can be read is there
    imported     ///< measured by another program: it has no model, and its knobs are not known
};

/// "live", "finished", …: for tables, filters and JSON.
std::string_view name_of(RunCondition condition);

/// What the list of runs says of one. Measures are of the last record that holds them, NaN where there is none.
struct RunInfo {
    std::filesystem::path folder;
    RunCondition condition = RunCondition::interrupted;
    std::string message; ///< why it failed, or what is damaged
    RunNote note;
    Experiment experiment;                                 ///< as it was started
    Knobs knobs;                                           ///< as they are after all recorded events
    std::int64_t steps = 0;                                ///< done
    double seconds = 0;                                    ///< training time without pauses, seconds
    double loss = not_measured;                            ///< train/loss, nats
    double held_out_loss = not_measured;                   ///< eval/loss, nats
    double held_out_entropy = not_measured;                ///< eval/predictive_entropy, nats
    double share = not_measured;                           ///< sample/hf_share_top10, percent
    std::optional<std::int64_t> onset_step, collapse_step; ///< known of runs that have ended
    std::optional<Parent> parent;
    std::optional<ImportOrigin> import_origin = {}; ///< of an imported run
    std::uint64_t version = 0; ///< given by RunLister; another one when anything above is another

    /// What a person calls it: its note's name, else its experiment's, else its folder's.
    std::string name() const;
    /// When it was started, "2026-11-22 02:11:52", from the folder's name; empty if that does not say.
    std::string started() const;
};

/// Whether its knobs are known: those of a run whose experiment cannot be read, or that another program trained, are not.
bool has_knobs(const RunInfo& run);

/// Whether a folder looks like a run's: it has an experiment.json, metrics or checkpoints.
bool is_run_folder(const std::filesystem::path& folder);

/// Reads one run; throws nothing, because damage is part of the answer.
RunInfo read_run(const std::filesystem::path& folder);

/// Lists the runs of a folder again and again, and reads only those that changed. Belongs to one thread at a time.
class RunLister {
  public:
    /// Newest first, by folder name. A folder that is not there has no runs; hidden folders and those that are no runs are left out.
    /// Throws FileError if it cannot be read.
    std::vector<RunInfo> list(const std::filesystem::path& runs);

  private:
    /// Size and time of change of each file that read_run() reads.
    using Stamp = std::array<std::pair<std::filesystem::file_time_type, std::uintmax_t>, 7>;
    struct Known {
        Stamp stamp;
        RunInfo info;
        bool live = false;
    };

    static Stamp stamp_of(const std::filesystem::path& folder);

    std::map<std::filesystem::path, Known> known_;
    std::uint64_t versions_ = 0;
};

} // namespace overdamp
