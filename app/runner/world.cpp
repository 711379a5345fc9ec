// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/world.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"
#include "core/train/device.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <unistd.h>

namespace overdamp {

namespace {

using namespace std::chrono_literals;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

std::int64_t number_in(const char* name) {
    const std::string text = variable(name);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Ports of jobs that share a node differ.
std::uint16_t port_of_job() { return static_cast<std::uint16_t>(20000 + (number_in("SLURM_JOB_ID") * 16 + number_in("SLURM_STEP_ID")) % 12000); }

void set_address(WorldPlace& place, const std::string& rendezvous) {
    const std::size_t colon = rendezvous.rfind(':');
    const std::string digits = colon == std::string::npos ? std::string() : rendezvous.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place.port);
    if (colon == 0 || error != std::errc() || end != digits.data() + digits.size() || place.port == 0)
        throw SettingsError("--rendezvous " + rendezvous + ": expected HOST:PORT");
    place.host = rendezvous.substr(0, colon);
    place.one_machine = place.host == "127.0.0.1" || place.host == "localhost";
}

/// Throws FileError.
std::filesystem::path temporary_folder() {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    if (error)
        throw FileError("cannot use " + variable("TMPDIR") + " for temporary files: " + error.message());
    return folder;
}

std::string last_line(const std::filesystem::path& path) {
    std::string text = read_text(path);
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

} // namespace

void add_world_options(CLI::App& command, WorldOptions& options) {
    CLI::Option* size = command.add_option("--world-size", options.size,
                                           "Train with N processes, each on training.batch rows of a batch that is N times as large. They are started "
                                           "here, unless --rank is said or srun started as many tasks");
    size->type_name("N")->check(CLI::Range(1, 65536));
    CLI::Option* rank = command.add_option("--rank", options.rank, "Be this one of the processes; rank 0 keeps the run folder");
    CLI::Option* rendezvous = command.add_option("--rendezvous", options.rendezvous, "Where rank 0 is to be found")->type_name("HOST:PORT");
    rank->type_name("R")->check(CLI::NonNegativeNumber)->needs(size)->needs(rendezvous);
    rendezvous->needs(size);
}

WorldPlace place_in_world(const WorldOptions& options, std::int64_t recorded) {
    WorldPlace place{.size = options.size > 0 ? options.size : recorded};
    if (options.rank >= place.size)
        throw SettingsError("--rank " + std::to_string(options.rank) + ": must be below --world-size " + std::to_string(place.size));
    if (place.size == 1)
        return place;
    // Only steps of srun have it; a batch script is one process, whatever number of tasks was asked for.
    const std::int64_t tasks = variable("SLURM_STEP_NUM_TASKS").empty() ? 1 : number_in("SLURM_STEP_NUM_TASKS");
    if (options.rank >= 0) {
        place.rank = options.rank;
    } else if (tasks > 1) {
        if (tasks != place.size)
            throw SettingsError("--world-size " + std::to_string(place.size) + ": srun started " + std::to_string(tasks) + " tasks");
        place.rank = number_in("SLURM_PROCID");
        place.host = first_host(variable("SLURM_STEP_NODELIST"));
        place.port = port_of_job();
        place.one_machine = number_in("SLURM_STEP_NUM_NODES") == 1;
        place.threads = number_in("SLURM_CPUS_PER_TASK");
        if (place.one_machine)
            place.host = "127.0.0.1";
    } else if (!options.rendezvous.empty()) {
        throw SettingsError("--rendezvous: needs --rank, which says which process this one is");
    } else {
        place.one_machine = true;
        place.threads = std::max<std::int64_t>(1, physical_cores() / place.size);
    }
    if (!options.rendezvous.empty())
        set_address(place, options.rendezvous);
    return place;
}

std::string first_host(const std::string& list) {
    const std::size_t bracket = list.find('['), comma = list.find(',');
    if (bracket == std::string::npos || comma < bracket)
        return list.substr(0, comma);
    const std::size_t end = list.find_first_of("-,]", bracket);
    const std::size_t close = list.find(']', bracket);
    if (end == std::string::npos || close == std::string::npos)
        return list;
    const std::string behind = list.substr(close + 1, list.find(',', close) - close - 1);
    return list.substr(0, bracket) + list.substr(bracket + 1, end - bracket - 1) + behind;
}

LocalRanks::LocalRanks(const WorldPlace& served) {
    const std::string program = std::filesystem::canonical("/proc/self/exe").string();
    try {
        for (std::int64_t rank = 1; rank < served.size; ++rank) {
            const std::filesystem::path log =
                temporary_folder() / ("overdamp-" + std::to_string(::getpid()) + "-rank-" + std::to_string(rank) + ".log");
            const std::vector<std::string> arguments = {program,  "train",
                                                        "--world-size", std::to_string(served.size),
                                                        "--rank", std::to_string(rank),
                                                        "--rendezvous", served.host + ':' + std::to_string(served.port)};
            ranks_.push_back({.number = rank, .log = log, .process = WorkerProcess(arguments, log)});
        }
    } catch (...) {
        for (Rank& rank : ranks_)
            rank.process.send(SIGKILL);
        end();
        remove_logs();
        throw;
    }
}

LocalRanks::~LocalRanks() {
    end();
    remove_logs();
}

std::string LocalRanks::failure() {
    for (Rank& rank : ranks_) {
        const std::optional<WorkerEnd> how = rank.ended ? std::nullopt : rank.process.poll();
        if (!how)
            continue;
        rank.ended = true;
        const std::string who = "the process of rank " + std::to_string(rank.number);
        if (how->signal != 0 && !by_signal_) {
            failure_ = who + " was ended by signal " + std::to_string(how->signal);
            by_signal_ = true;
        } else if (how->code != 0 && failure_.empty()) {
            failure_ = who + " failed: " + last_line(rank.log);
        }
    }
    return failure_;
}

void LocalRanks::end() {
    const auto begin = std::chrono::steady_clock::now();
    for (bool killed = false; failure(), !std::ranges::all_of(ranks_, &Rank::ended); std::this_thread::sleep_for(5ms)) {
        if (killed || std::chrono::steady_clock::now() - begin < 10s)
            continue;
        killed = by_signal_ = true; // what we end is no failure of its own
        for (Rank& rank : ranks_)
            if (!rank.ended)
                rank.process.send(SIGKILL);
    }
}

void LocalRanks::remove_logs() const {
    std::error_code ignored;
    for (const Rank& rank : ranks_)
        std::filesystem::remove(rank.log, ignored);
}

} // namespace overdamp
