// SPDX-License-Identifier: GPL-3.0-or-later
// A run on disk: created, appended to while it trains, read back afterwards.
#pragma once

#include "core/settings/experiment.h"
#include "core/telemetry/history.h"

#include <chrono>
#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// Where runs go when nothing else is said: `$XDG_DATA_HOME/overdamp/runs`, else `~/.local/share/overdamp/runs`.
std::filesystem::path default_runs_folder();

/// Creates `<runs>/<YYYYMMDD-HHMMSS>-<slug>/` with its `experiment.json`. Throws FileError.
std::filesystem::path create_run_folder(const std::filesystem::path& runs, const Experiment& experiment);

/// Letters and digits of the text in lower case, single hyphens for what is between; letters of `kept` stay.
std::string slug(const std::string& text, std::string_view kept = {});

/// Creates a folder in `runs` with a run_folder_name() that nobody else has. Throws FileError that calls it `what`.
std::filesystem::path create_dated_folder(const std::filesystem::path& runs, const std::string& name, std::string_view what);

/// A folder name in `runs` for a run that begins now, `<YYYYMMDD-HHMMSS>-<slug>`; from the second `attempt` on with that number behind it.
std::filesystem::path run_folder_name(const std::filesystem::path& runs, const std::string& experiment, int attempt);

/// `<run>/checkpoints/step-<n>`.
std::filesystem::path checkpoint_folder(const std::filesystem::path& run, std::int64_t step);

/// The step in a checkpoint folder's name; empty if it is none.
std::optional<std::int64_t> checkpoint_step(const std::filesystem::path& checkpoint);

/// The checkpoints of a run, newest first.
std::vector<std::filesystem::path> list_checkpoints(const std::filesystem::path& run);

/// One file of JSON lines that is only appended to, by one program at a time. Opening cuts off a torn last line.
class LineFile {
  public:
    /// Opens or creates `path`. Throws FileError, also if another LineFile has it open; `of` is what the message says that the other program writes.
    explicit LineFile(std::filesystem::path path, std::string_view of = "run");
    ~LineFile();
    LineFile(const LineFile&) = delete;
    LineFile& operator=(const LineFile&) = delete;

    void append(const std::string& line);
    /// Hands all lines to the operating system. Throws FileError; the lines that could not be written are kept for the next try.
    void flush();

  private:
    std::filesystem::path path_;
    int file_ = -1;
    std::string waiting_;
};

/// Writes a run's records; drops nothing. Throws FileError from record() and flush().
class Recorder {
  public:
    explicit Recorder(const std::filesystem::path& folder);

    /// Metrics reach the disk at least once a second, events and samples at once.
    void record(const Record& record);
    void flush();

  private:
    LineFile metrics_, events_, samples_, frequencies_;
    std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
};

/// Is told the share of a run that has been read, from 0 to 1; returns whether to go on.
using ReadProgress = std::function<bool(double share)>;

/// What reading ends with when it is not to go on.
struct ReadCancelled : std::exception {
    const char* what() const noexcept override { return "the reading was cancelled"; }
};

/// All records of a run. A torn last line is read past; any other bad line throws SettingsError with file and line. Large metrics files are read from their column
/// cache, which is written where it is missing or no longer fits. Throws ReadCancelled when `report` says so.
History load_history(const std::filesystem::path& folder, const ReadProgress& report = {});

/// Calls `use` with every step and evaluation record in the order in which they were written, those included that a resumed run wrote anew.
/// Errors as load_history().
void for_each_metrics_record(const std::filesystem::path& folder, const std::function<void(const Record&)>& use);

/// The newest records of a run.
struct LastRecords {
    std::optional<StepRecord> step;
    std::optional<EvaluationRecord> evaluation;
};

/// From the end of the metrics file, where an evaluation is not found if it is far back.
LastRecords last_records(const std::filesystem::path& folder);

/// The newest step record of a run, from the end of its metrics file; empty if there is none.
std::optional<StepRecord> last_step_record(const std::filesystem::path& folder);

/// Whether a program, this one included, has the run open for writing.
bool is_being_written(const std::filesystem::path& folder);

/// The events of a run in the order in which they happened, a later record of a step and revision replacing an earlier one.
std::vector<EventRecord> load_events(const std::filesystem::path& folder);

} // namespace overdamp
