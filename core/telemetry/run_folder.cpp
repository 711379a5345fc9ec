// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_folder.h"

#include "core/settings/text.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <sys/file.h>
#include <unistd.h>

namespace overdamp {

namespace {

constexpr const char* metrics_file = "metrics.jsonl";
constexpr const char* events_file = "events.jsonl";
constexpr const char* samples_file = "samples.jsonl";
constexpr const char* step_prefix = "step-";

std::string slug(const std::string& name) {
    std::string result;
    for (const char letter : name)
        if (std::isalnum(static_cast<unsigned char>(letter)))
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        else if (!result.empty() && result.back() != '-')
            result += '-';
    while (!result.empty() && result.back() == '-')
        result.pop_back();
    return result.empty() ? "run" : result.substr(0, 40);
}

std::string timestamp() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &local);
    return text;
}

/// Calls `use` with each record of a .jsonl file; a file that is missing has none.
template <typename Use> void for_each_record(const std::filesystem::path& path, Use use) {
    if (std::error_code error; !std::filesystem::exists(path, error) && !error)
        return;
    const std::string content = read_text(path);
    std::size_t number = 1;
    for (std::size_t begin = 0; begin < content.size(); ++number) {
        const std::size_t end = content.find('\n', begin);
        if (end == std::string::npos)
            return;
        try {
            use(parse_line(std::string_view(content).substr(begin, end - begin)));
        } catch (const SettingsError& error) {
            throw SettingsError(path.string() + ", line " + std::to_string(number) + ": " + error.what());
        }
        begin = end + 1;
    }
}

} // namespace

std::filesystem::path default_runs_folder() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        return std::filesystem::path(data) / "overdamp" / "runs";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : ".") / ".local" / "share" / "overdamp" / "runs";
}

std::filesystem::path create_run_folder(const std::filesystem::path& runs, const Experiment& experiment) {
    std::error_code error;
    std::filesystem::create_directories(runs, error);
    std::filesystem::path folder = run_folder_name(runs, experiment.name, 1);
    for (int attempt = 2; !error && !std::filesystem::create_directory(folder, error); ++attempt)
        folder = run_folder_name(runs, experiment.name, attempt);
    if (error)
        throw FileError("cannot create the run folder " + folder.string() + ": " + error.message());
    save_experiment(experiment, folder / "experiment.json");
    return folder;
}

std::filesystem::path run_folder_name(const std::filesystem::path& runs, const std::string& experiment, int attempt) {
    return runs / (timestamp() + '-' + slug(experiment) + (attempt > 1 ? '-' + std::to_string(attempt) : ""));
}

std::filesystem::path checkpoint_folder(const std::filesystem::path& run, std::int64_t step) {
    return run / "checkpoints" / (step_prefix + std::to_string(step));
}

std::optional<std::int64_t> checkpoint_step(const std::filesystem::path& checkpoint) {
    const std::string name = checkpoint.filename().string();
    if (!name.starts_with(step_prefix))
        return std::nullopt;
    std::int64_t step = 0;
    const char* begin = name.data() + std::string_view(step_prefix).size();
    const auto result = std::from_chars(begin, name.data() + name.size(), step);
    return result.ec == std::errc{} && result.ptr == name.data() + name.size() ? std::optional(step) : std::nullopt;
}

std::vector<std::filesystem::path> list_checkpoints(const std::filesystem::path& run) {
    std::vector<std::filesystem::path> checkpoints;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(run / "checkpoints", error))
        if (checkpoint_step(entry.path()))
            checkpoints.push_back(entry.path());
    std::ranges::sort(checkpoints, std::greater<>(), [](const auto& path) { return *checkpoint_step(path); });
    return checkpoints;
}

LineFile::LineFile(std::filesystem::path path) : path_(std::move(path)) {
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file_ < 0)
        throw FileError("cannot write " + path_.string() + ": " + std::strerror(errno));
    // Other errors mean a file system without locks, where nobody can be kept out.
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(file_);
        throw FileError("cannot write " + path_.string() + ": another program is writing this run");
    }
    off_t end = ::lseek(file_, 0, SEEK_END);
    char last = '\n';
    while (end > 0 && ::pread(file_, &last, 1, end - 1) == 1 && last != '\n')
        --end;
    if (::ftruncate(file_, end) != 0) {
        const int error = errno;
        ::close(file_);
        throw FileError("cannot write " + path_.string() + ": " + std::strerror(error));
    }
}

LineFile::~LineFile() {
    try {
        flush();
    } catch (const FileError&) {
        // A destructor has nobody to tell; whoever must know has called flush().
    }
    ::close(file_);
}

void LineFile::append(const std::string& line) {
    waiting_ += line;
    waiting_ += '\n';
}

void LineFile::flush() {
    while (!waiting_.empty()) {
        const ssize_t written = ::write(file_, waiting_.data(), waiting_.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw FileError("cannot write " + path_.string() + ": " + std::strerror(errno));
        waiting_.erase(0, static_cast<std::size_t>(written));
    }
}

Recorder::Recorder(const std::filesystem::path& folder)
    : metrics_(folder / metrics_file), events_(folder / events_file), samples_(folder / samples_file) {}

void Recorder::record(const Record& record) {
    if (const auto* step = std::get_if<StepRecord>(&record))
        metrics_.append(to_line(*step));
    else if (const auto* evaluation = std::get_if<EvaluationRecord>(&record))
        metrics_.append(to_line(*evaluation));
    else if (const auto* sample = std::get_if<SampleRecord>(&record))
        samples_.append(to_line(*sample));
    else if (const auto* event = std::get_if<EventRecord>(&record))
        events_.append(to_line(*event));
    const auto now = std::chrono::steady_clock::now();
    if (!std::holds_alternative<StepRecord>(record) || now - flushed_ > std::chrono::milliseconds(500))
        flush();
}

void Recorder::flush() {
    events_.flush();
    metrics_.flush();
    samples_.flush();
    flushed_ = std::chrono::steady_clock::now();
}

History load_history(const std::filesystem::path& folder) {
    History history;
    for (const char* file : {metrics_file, events_file, samples_file})
        for_each_record(folder / file, [&](const Record& record) { history.append(record); });
    return history;
}

std::optional<StepRecord> last_step_record(const std::filesystem::path& folder) {
    constexpr std::uintmax_t tail_bytes = 1 << 16;
    std::ifstream file(folder / metrics_file, std::ios::binary | std::ios::ate);
    if (!file)
        return std::nullopt;
    const auto size = static_cast<std::uintmax_t>(file.tellg());
    file.seekg(static_cast<std::streamoff>(size - std::min(size, tail_bytes)));
    std::optional<StepRecord> last;
    std::string line;
    while (std::getline(file, line) && !file.eof())
        try {
            const Record record = parse_line(line);
            if (const auto* step = std::get_if<StepRecord>(&record))
                last = *step;
        } catch (const SettingsError&) {
            continue; // the first line of the tail may be cut
        }
    return last;
}

std::vector<EventRecord> load_events(const std::filesystem::path& folder) {
    History history;
    for_each_record(folder / events_file, [&](const Record& record) { history.append(record); });
    const auto events = history.events();
    return {events.begin(), events.end()};
}

} // namespace overdamp
