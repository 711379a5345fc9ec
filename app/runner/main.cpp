// SPDX-License-Identifier: GPL-3.0-or-later
// overdamp-run: trains from the command line. Results go to standard output, messages to standard error.
#include "app/program/version.h"
#include "app/runner/commands.h"
#include "app/runner/train.h"
#include "core/settings/text.h"
#include "core/train/device.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

void complain(const char* message) { std::fprintf(stderr, "overdamp-run: %s\n", without_exception_names(message).c_str()); }

namespace {

int run_program(int argc, char** argv) {
    CLI::App program("Trains language models under the feedback that collapses them, and measures it.", "overdamp-run");
    program.set_version_flag(
        "--version", [] { return version_report("overdamp-run"); }, "Print the versions, and the devices and threads that training can use");
    program.require_subcommand(0, 1);
    program.footer("Exit codes: 0 done, 1 failed, 2 usage, 128 + n ended by signal n.");
    add_train(program);
    add_fork(program);
    add_bench(program);
    add_score(program);
    add_sample(program);
    add_runs(program);
    add_export(program);
    add_import(program);
    add_cite(program);
    add_corpus(program);
    add_curvature(program);
    add_study(program);
    add_queue(program);
    add_report(program);
    add_theory(program);
    add_knobs(program);
    add_completion(program);
    add_manual(program);
    try {
        std::vector<std::string> words = with_each_setting_named({argv + 1, argv + argc});
        std::ranges::reverse(words); // CLI11 takes them from the end
        program.parse(std::move(words));
        // CLI11's own check would hide which word it did not understand.
        if (program.get_subcommands().empty())
            throw CLI::RequiredError("A command");
    } catch (const CLI::RuntimeError& result) {
        return result.get_exit_code();
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? exit_done : exit_usage;
    }
    return exit_done;
}

} // namespace

} // namespace overdamp

int main(int argc, char** argv) {
    if (argc > 1 && (std::string_view(argv[1]) == "train" || std::string_view(argv[1]) == "fork" || std::string_view(argv[1]) == "bench"))
        overdamp::prefer_fast_libraries(argv);
    try {
        const int code = overdamp::run_program(argc, argv);
        if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
            return code;
        overdamp::complain("cannot write to standard output");
    } catch (const std::exception& error) {
        overdamp::complain(error.what());
    }
    return overdamp::exit_failed;
}
