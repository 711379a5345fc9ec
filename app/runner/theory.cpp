// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run theory`
#include "app/program/version.h"
#include "app/runner/commands.h"
#include "app/runner/interrupt.h"
#include "app/runner/progress.h"
#include "core/settings/knobs.h"
#include "core/settings/text.h"
#include "core/telemetry/output_file.h"
#include "core/theory/checks.h"
#include "core/theory/document.h"
#include "core/train/device.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace overdamp {

namespace {

struct TheoryOptions {
    std::vector<std::string> checks;
    std::string output;
    bool list = false;
    bool json = false;
};

/// The checks asked for, in the table's order; all without any.
std::vector<const TheoryCheck*> chosen_checks(const std::vector<std::string>& ids) {
    std::vector<const TheoryCheck*> chosen;
    for (const TheoryCheck& check : theory_checks())
        if (ids.empty() || std::ranges::find(ids, check.id) != ids.end())
            chosen.push_back(&check);
    return chosen;
}

/// Runs them, saying on standard error how far they are. Fewer results than checks if a signal came.
std::vector<TheoryResult> run_checks(const std::vector<const TheoryCheck*>& checks) {
    const bool terminal = isatty(STDERR_FILENO) != 0;
    std::vector<TheoryResult> results;
    std::string place;
    TheoryRunner runner([&](double share) {
        if (terminal)
            std::fprintf(stderr, "\r\033[K%s %.0f %%", place.c_str(), 100 * share);
        return interrupt_signal() == 0;
    });
    try {
        for (const TheoryCheck* check : checks) {
            place = std::to_string(results.size() + 1) + "/" + std::to_string(checks.size()) + " " + std::string(check->id);
            results.push_back(runner.run(*check));
            results.back().version = "overdamp-run " + version_and_commit() + ", LibTorch " + libtorch_version();
            std::fprintf(stderr, "%s%s: %s, %s\n", terminal ? "\r\033[K" : "", place.c_str(), std::string(name_of(results.back().verdict)).c_str(),
                         duration(results.back().seconds).c_str());
        }
    } catch (const TheoryCancelled&) {
        std::fputs(terminal ? "\r\033[K" : "", stderr);
    }
    return results;
}

/// Makes the folder and tries to write into it, before anything is computed for it. Throws SettingsError.
void check_output(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    std::string reason = error ? error.message() : std::filesystem::is_directory(folder) ? "" : "it is a file";
    if (reason.empty())
        try {
            OutputFile(folder / "theory.json").stream();
            return;
        } catch (const FileError& failure) {
            reason = failure.what();
        }
    throw SettingsError("--output " + folder.string() + ": cannot hold theory.json and theory.md (" + reason + "); expected a folder that can be made and written");
}

void write_documents(const std::filesystem::path& folder, const std::vector<TheoryResult>& results) {
    write_text(folder / "theory.json", theory_json(results).dump(2) + '\n');
    write_text(folder / "theory.md", theory_markdown(results));
    complain(("theory.json and theory.md are in " + folder.string()).c_str());
}

void list_checks() {
    for (const TheoryCheck& check : theory_checks())
        std::cout << check.id << "\t" << check.reference << "\t" << check.claim << '\n';
}

int theory(const TheoryOptions& options) {
    if (options.list) {
        list_checks();
        return exit_done;
    }
    for (const std::string& id : options.checks)
        if (!find_theory_check(id)) {
            complain(("--check " + id + ": there is no such check; overdamp-run theory --list names all").c_str());
            return exit_usage;
        }
    if (!options.output.empty())
        try {
            check_output(options.output);
        } catch (const SettingsError& error) {
            complain(error.what());
            return exit_usage;
        }
    catch_interrupts();
    use_threads(1); // the checks are many small computations
    const std::vector<const TheoryCheck*> checks = chosen_checks(options.checks);
    const std::vector<TheoryResult> results = run_checks(checks);
    std::cout << (options.json ? theory_json(results).dump(2) + '\n' : theory_text(results, true)) << std::flush;
    if (!options.output.empty())
        write_documents(options.output, results); // last, so that what was measured is shown even if the disk is full
    return results.size() == checks.size() ? exit_done : 128 + interrupt_signal();
}

} // namespace

void add_theory(CLI::App& program) {
    CLI::App* command = program.add_subcommand("theory", "Check the paper's lemmas, theorems and proof steps by measurement");
    const auto options = std::make_shared<TheoryOptions>();
    command->add_option("--check", options->checks, "Only these checks")->type_name("ID");
    command->add_flag("--list", options->list, "Name the checks and what they are about");
    command->add_flag("--json", options->json, "Print one JSON object");
    command->add_option("--output", options->output, "Also write theory.json and theory.md into this folder")->type_name("DIR");
    command->callback([=] {
        if (const int code = theory(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
