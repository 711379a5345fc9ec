// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/slurm.h"

#include "core/settings/text.h"
#include "core/study/worker_process.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

std::string replaced(const std::string& text, char letter, std::string_view replacement) {
    std::string result;
    for (const char old : text)
        old == letter ? result += replacement : result += old;
    return result;
}

/// A word of the shell.
std::string shell_quoted(const std::string& text) {
    return '\'' + replaced(text, '\'', "'\\''") + '\'';
}

/// A word of an #SBATCH line.
std::string directive_quoted(const std::string& text) {
    return '"' + replaced(replaced(text, '\\', R"(\\)"), '"', R"(\")") + '"';
}

/// A path in a file name pattern of sbatch, where % begins a symbol.
std::string pattern_of(const fs::path& path) { return replaced(path.string(), '%', "%%"); }

/// Rising numbers as "0-3,7".
std::string ranges(std::span<const std::size_t> numbers) {
    std::string text;
    for (std::size_t first = 0, last = 0; first < numbers.size(); first = last + 1) {
        for (last = first; last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1;)
            ++last;
        if (!text.empty())
            text += ',';
        text += std::to_string(numbers[first]);
        if (last > first)
            text += '-' + std::to_string(numbers[last]);
    }
    return text;
}

/// Threads of a run, the most over all cells; 0 if a cell takes what it finds.
std::int64_t threads_of(const Study& study) {
    std::int64_t most = 1;
    for (const StudyCell& cell : study.cells) {
        if (cell.experiment.knobs.training.threads == 0)
            return 0;
        most = std::max(most, cell.experiment.knobs.training.threads);
    }
    return most;
}

/// Whether a run of the study takes a GPU whatever it finds.
bool needs_gpu(const Study& study) {
    return std::ranges::any_of(study.cells, [](const StudyCell& cell) { return cell.experiment.knobs.training.device.starts_with("cuda"); });
}

bool says_gpus(const std::vector<std::string>& options) {
    return std::ranges::any_of(options, [](const std::string& option) {
        return std::ranges::any_of(std::array{"--gres", "--gpus", "-G"}, [&](const char* name) { return option.starts_with(name); });
    });
}

fs::path find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "" : path);
    for (std::string folder; std::getline(folders, folder, ':');)
        if (const fs::path program = fs::path(folder) / name; ::access(program.c_str(), X_OK) == 0 && fs::is_regular_file(program))
            return program;
    throw SlurmError("there is no " + name + " on this machine");
}

/// The number in "1234" or, of a cluster among several, "1234;cluster"; empty in other lines.
std::string job_number(const std::string& line) {
    const std::string number = line.substr(0, line.find(';'));
    return !number.empty() && std::ranges::all_of(number, [](char letter) { return letter >= '0' && letter <= '9'; }) ? number : std::string();
}

} // namespace

std::vector<std::size_t> unfinished_cells(const fs::path& folder, const Study& study) {
    const std::vector<CellStatus> statuses = cell_statuses(folder, study);
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < statuses.size(); ++i)
        if (const CellState state = statuses[i].state; state == CellState::waiting || state == CellState::interrupted || state == CellState::failed)
            cells.push_back(i);
    return cells;
}

std::string slurm_script(const fs::path& folder, const Study& study, std::span<const std::size_t> cells, const SlurmOptions& options) {
    std::string script = "#!/bin/sh\n";
    const auto ask = [&](const std::string& option) { script += "#SBATCH " + option + '\n'; };
    ask("--job-name=" + slug("overdamp " + study.name + ' ' + study.form));
    ask("--array=" + ranges(cells) + (options.jobs > 0 ? '%' + std::to_string(options.jobs) : ""));
    ask("--output=" + directive_quoted(pattern_of(folder / "logs") + "/slurm-%A_%a.out"));
    ask("--ntasks=1");
    if (const std::int64_t threads = threads_of(study); threads > 0)
        ask("--cpus-per-task=" + std::to_string(threads));
    // Each job is one task on one node, so this is --gpus-per-task=1, which Slurm knows only with select/cons_tres.
    if (needs_gpu(study) && !says_gpus(options.options))
        ask("--gres=gpu:1");
    if (!options.partition.empty())
        ask("--partition=" + directive_quoted(options.partition));
    if (!options.time.empty())
        ask("--time=" + directive_quoted(options.time));
    for (const std::string& option : options.options)
        ask(directive_quoted(option));
    // The shell gives its place to the program, which so gets the signal before the time limit and writes a checkpoint.
    script += "exec " + shell_quoted(options.program.string()) + " study --resume " + shell_quoted(folder.string()) + " --cell \"$SLURM_ARRAY_TASK_ID\"\n";
    return script;
}

std::string submit_script(const fs::path& script) {
    using namespace std::chrono_literals;
    const fs::path answer = script.string() + ".answer";
    WorkerProcess sbatch({find_program("sbatch").string(), "--parsable", script.string()}, answer);
    std::optional<WorkerEnd> end;
    while (!(end = sbatch.poll()))
        std::this_thread::sleep_for(10ms);
    const std::string said = read_text(answer);
    fs::remove(answer);
    std::istringstream lines(said);
    for (std::string line; end->code == 0 && end->signal == 0 && std::getline(lines, line);)
        if (const std::string number = job_number(line); !number.empty())
            return number;
    throw SlurmError("sbatch refuses: " + (said.empty() ? "it said nothing" : said.substr(0, said.find_last_not_of('\n') + 1)));
}

} // namespace overdamp
