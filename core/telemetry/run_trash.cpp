// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_trash.h"

#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"

#include <chrono>
#include <string>
#include <system_error>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

constexpr const char* trash_name = ".trash";

} // namespace

fs::path trash_run(const fs::path& run) {
    if (is_being_written(run))
        throw FileError("cannot delete " + run.string() + ": a program is writing this run");
    const fs::path trash = run.parent_path() / trash_name;
    std::error_code error;
    fs::create_directories(trash, error);
    fs::path place = trash / run.filename();
    for (int copy = 2; !error && fs::exists(place, error); ++copy)
        place = trash / (run.filename().string() + '-' + std::to_string(copy));
    if (!error)
        fs::rename(run, place, error);
    if (error)
        throw FileError("cannot delete " + run.string() + ": " + error.message());
    fs::last_write_time(place, fs::file_time_type::clock::now(), error); // from when its days count
    return place;
}

void restore_run(const fs::path& trashed, const fs::path& run) {
    std::error_code error;
    if (fs::exists(run, error))
        throw FileError("cannot restore " + run.string() + ": there is another one of that name");
    if (!error)
        fs::rename(trashed, run, error);
    if (error)
        throw FileError("cannot restore " + run.string() + ": " + error.message());
}

void empty_old_trash(const fs::path& runs) {
    const auto oldest = fs::file_time_type::clock::now() - std::chrono::days(trash_days);
    std::error_code error;
    for (fs::directory_iterator entries(runs / trash_name, error), end; !error && entries != end; entries.increment(error)) {
        std::error_code ignored;
        if (const auto since = fs::last_write_time(entries->path(), ignored); !ignored && since < oldest)
            fs::remove_all(entries->path(), ignored);
    }
}

} // namespace overdamp
