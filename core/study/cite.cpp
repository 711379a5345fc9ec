// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/cite.h"

#include "core/study/study_folder.h"
#include "core/telemetry/methods.h"
#include "core/telemetry/run_list.h"

#include <vector>

namespace overdamp {

namespace {

/// "0.1.0 (commit a), LibTorch 1.13" of "overdamp-run 0.1.0 (commit a), LibTorch 1.13".
std::string version_of(const StudyOrigin& origin) {
    const std::size_t space = origin.version.find(' ');
    return origin.version.starts_with("overdamp") && space != std::string::npos ? origin.version.substr(space + 1) : origin.version;
}

Citation cite(const Cited& cited) { return {.methods = methods_text(cited), .bibtex = bibtex(cited)}; }

Citation cite_study(const std::filesystem::path& folder) {
    const StudyOnDisk read = load_study_folder(folder);
    std::vector<std::filesystem::path> runs;
    for (const CellStatus& cell : cell_statuses(folder, read.study))
        if (!cell.run.empty())
            runs.push_back(cell.run);
    if (runs.empty())
        throw SettingsError(folder.string() + ": none of the study's runs has begun yet");
    return cite({.runs = runs,
                 .study = read.study.title.empty() ? read.study.name : read.study.title,
                 .study_version = version_of(read.origin),
                 .command = study_command(read.study, read.origin)});
}

} // namespace

Citation cite_folders(std::span<const std::filesystem::path> folders) {
    if (folders.size() == 1 && is_study_folder(folders.front()))
        return cite_study(folders.front());
    for (const std::filesystem::path& folder : folders)
        if (!is_run_folder(folder))
            throw SettingsError(folder.string() + ": is neither a run folder nor the only study folder");
    return cite({.runs = folders});
}

} // namespace overdamp
