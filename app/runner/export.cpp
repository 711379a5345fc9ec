// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run export`
#include "app/runner/commands.h"
#include "core/settings/text.h"
#include "core/telemetry/metrics_csv.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_json.h"
#include "core/telemetry/run_list.h"
#include "core/telemetry/tensorboard.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace overdamp {

namespace {

struct ExportOptions {
    std::string run;
    std::string csv, json, tensorboard, zip;
    bool without_checkpoints = false;
};

/// Writes to the file, or to standard output for "-".
template <typename Write> void write_to(const std::string& file, Write write) {
    if (file == "-")
        return write(std::cout);
    OutputFile output(file);
    write(output.stream());
    output.commit();
}

int export_run(const ExportOptions& options) {
    if (!is_run_folder(options.run)) {
        complain((options.run + ": is not a run folder").c_str());
        return exit_usage;
    }
    if (!options.csv.empty())
        write_to(options.csv, [&](std::ostream& output) { write_metrics_csv(options.run, output); });
    if (!options.json.empty())
        write_to(options.json, [&](std::ostream& output) { write_run_json(options.run, output); });
    if (!options.tensorboard.empty()) {
        const std::filesystem::path file = export_tensorboard(options.run, options.tensorboard);
        complain(("wrote " + file.string() + "; look at it with: tensorboard --logdir '" + options.tensorboard + "'").c_str());
    }
    if (!options.zip.empty())
        pack_run(options.run, options.zip, !options.without_checkpoints);
    return exit_done;
}

} // namespace

void add_export(CLI::App& program) {
    CLI::App* command = program.add_subcommand("export", "Write a run in forms that other programs read, or pack its folder");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("RUN", options->run, "A run folder")->required();
    CLI::Option_group* forms = command->add_option_group("Forms", "At least one");
    const auto file_or_output = [&](const char* name, std::string& file, const char* help) {
        forms->add_option(name, file, help)->type_name("FILE")->expected(0, 1)->default_str("-");
    };
    file_or_output("--csv", options->csv, "Comma-separated values, one line a step, into this file; - or nothing for standard output");
    file_or_output("--json", options->json, "One JSON document with the experiment, the measures as columns, events and samples; - or nothing for standard output");
    forms->add_option("--tensorboard", options->tensorboard, "A TensorBoard event file, in a folder of the run's name in this one")->type_name("DIR");
    CLI::Option* zip = forms->add_option("--zip", options->zip, "The run's folder as an archive, which `import` and the window open elsewhere")->type_name("FILE");
    forms->require_option(1, 0);
    command
        ->add_flag("--without-checkpoints", options->without_checkpoints,
                   "Leave the weights out of the archive: the run can be looked at, and resuming it trains it anew from its first step")
        ->needs(zip);
    command->callback([=] {
        if (const int code = export_run(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
