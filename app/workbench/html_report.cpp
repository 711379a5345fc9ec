// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/html_report.h"

#include "app/workbench/offscreen.h"
#include "app/workbench/study_figures.h"
#include "core/settings/text.h"

#include <cstdio>

namespace overdamp {

namespace fs = std::filesystem;

void write_study_report(const fs::path& study, const fs::path& file) {
    const StudyReport report = make_report(study);
    write_text(file, file.extension() == ".md" ? to_markdown(report) : to_html(report_document(report, study_figures(report))));
}

void write_report(const CommandLine& command) {
    std::vector<fs::path> folders;
    for (const QString& folder : command.folders)
        folders.emplace_back(folder.toStdString());
    fs::path file = command.output.toStdString();
    if (!file.empty() && file.extension() != ".html" && file.extension() != ".md")
        throw SettingsError("--output " + file.string() + ": expected a name that ends in .html or .md");
    if (folders.size() == 1 && is_study_folder(folders.front())) {
        if (file.empty())
            file = folders.front() / "report.html";
        write_study_report(folders.front(), file);
    } else {
        for (const fs::path& run : folders)
            check_run_folder(run);
        if (file.empty())
            file = "comparison.html";
        const bool markdown = file.extension() == ".md";
        write_text(file, markdown ? to_markdown(compare_document(folders)) : to_html(compare_document(folders, comparison_figures(folders))));
    }
    std::puts(file.c_str());
}

} // namespace overdamp
