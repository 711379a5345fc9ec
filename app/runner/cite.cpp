// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run cite`
#include "app/runner/commands.h"
#include "core/study/cite.h"
#include "core/telemetry/run_list.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace overdamp {

namespace {

struct CiteOptions {
    std::vector<std::string> folders;
    bool bibtex = false;
    bool methods = false;
};

int cite(const CiteOptions& options) {
    std::vector<std::filesystem::path> folders(options.folders.begin(), options.folders.end());
    Citation citation;
    try {
        citation = cite_folders(folders);
    } catch (const SettingsError& error) {
        complain(error.what());
        return exit_usage;
    }
    if (!options.bibtex)
        std::cout << citation.methods;
    if (!options.bibtex && !options.methods)
        std::cout << '\n';
    if (!options.methods)
        std::cout << citation.bibtex;
    return exit_done;
}

} // namespace

void add_cite(CLI::App& program) {
    CLI::App* command = program.add_subcommand("cite", "Print what a paper says of runs or of a study: a methods text, and BibTeX entries");
    const auto options = std::make_shared<CiteOptions>();
    command->add_option("FOLDER", options->folders, "Run folders, or one study folder")->required();
    CLI::Option* bibtex = command->add_flag("--bibtex", options->bibtex, "Only the BibTeX entries");
    command->add_flag("--methods", options->methods, "Only the methods text")->excludes(bibtex);
    command->callback([=] {
        if (const int code = cite(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
