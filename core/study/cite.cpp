// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/cite.h"

#include "core/settings/train_command.h"
#include "core/study/study_folder.h"
#include "core/telemetry/methods.h"
#include "core/telemetry/run_list.h"

#include <vector>

namespace overdamp {

namespace {

std::string study_command(const StudyOnDisk& read) {
    std::string command = "overdamp-run study " + shell_word(read.origin.source) + " --form " + shell_word(read.study.form);
    for (const std::string& setting : read.study.settings)
        command += " --set " + shell_word(setting);
    return command;
}

Citation cite(const Cited& cited) { return {.methods = methods_text(cited), .bibtex = bibtex(cited)}; }

Citation cite_study(const std::filesystem::path& folder, const std::string& version) {
    const StudyOnDisk read = load_study_folder(folder);
    std::vector<std::filesystem::path> runs;
    for (const CellStatus& cell : cell_statuses(folder, read.study))
        if (!cell.run.empty())
            runs.push_back(cell.run);
    if (runs.empty())
        throw SettingsError(folder.string() + ": none of the study's runs has begun yet");
    return cite({.runs = runs,
                 .version = read.origin.version.empty() ? version : read.origin.version,
                 .study = read.study.title.empty() ? read.study.name : read.study.title,
                 .command = study_command(read)});
}

} // namespace

Citation cite_folders(std::span<const std::filesystem::path> folders, const std::string& version) {
    if (folders.size() == 1 && is_study_folder(folders.front()))
        return cite_study(folders.front(), version);
    for (const std::filesystem::path& folder : folders)
        if (!is_run_folder(folder))
            throw SettingsError(folder.string() + ": is neither a run folder nor the only study folder");
    return cite({.runs = folders, .version = version, .study = {}, .command = {}});
}

} // namespace overdamp
