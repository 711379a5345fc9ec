// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_folder.h"

#include "core/settings/text.h"
#include "core/telemetry/column_cache.h"

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
#include <thread>
#include <unistd.h>

namespace overdamp {

namespace {

constexpr const char* metrics_file = "metrics.jsonl";
constexpr const char* events_file = "events.jsonl";
constexpr const char* samples_file = "samples.jsonl";
constexpr const char* step_prefix = "step-";
constexpr const char* frequencies_file = "frequencies.jsonl";

std::string timestamp() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    char text[32];
    std::strftime(text, sizeof text, "%Y%m%d-%H%M%S", &local);
    return text;
}

/// A place in a .jsonl file.
struct Place {
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
};

/// Calls `use` with each record of a .jsonl file from a place on, and `report` with the share of the file that was read, now and then. Returns the place behind the
/// last whole line; a file that is missing has none.
template <typename Use> Place for_each_record(const std::filesystem::path& path, Use use, Place place = {}, const ReadProgress& report = {}) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error == std::errc::no_such_file_or_directory)
        return {};
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw FileError("cannot read " + path.string());
    file.seekg(static_cast<std::streamoff>(place.bytes));
    std::vector<char> chunk(1 << 20);
    std::string waiting; // the begun line
    for (bool more = true; more;) {
        if (report && !report(size > 0 ? static_cast<double>(place.bytes) / static_cast<double>(size) : 1))
            throw ReadCancelled();
        file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        more = static_cast<bool>(file);
        waiting.append(chunk.data(), static_cast<std::size_t>(file.gcount()));
        std::size_t begin = 0;
        for (std::size_t end; (end = waiting.find('\n', begin)) != std::string::npos; begin = end + 1) {
            ++place.lines;
            try {
                use(parse_line(std::string_view(waiting).substr(begin, end - begin)));
            } catch (const SettingsError& problem) {
                throw SettingsError(path.string() + ", line " + std::to_string(place.lines) + ": " + problem.what());
            }
        }
        place.bytes += begin;
        waiting.erase(0, begin);
    }
    if (file.bad())
        throw FileError("cannot read " + path.string());
    return place;
}

/// The whole lines among the last bytes of a file; nothing if it cannot be read.
std::string whole_lines_at_end(const std::filesystem::path& path) {
    constexpr std::uintmax_t tail_bytes = 1 << 16;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file)
        return {};
    const auto size = static_cast<std::uintmax_t>(file.tellg());
    std::string tail(std::min(size, tail_bytes), '\0');
    file.seekg(static_cast<std::streamoff>(size - tail.size()));
    file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    tail.resize(static_cast<std::size_t>(file.gcount()));
    tail.resize(tail.rfind('\n') + 1);
    return tail;
}

/// Takes the lock of a file that is to be written; false if another program keeps it. Whoever only asks for it with is_being_written() holds it
/// for an instant, which is waited out.
bool lock_for_writing(int file) {
    using namespace std::chrono_literals;
    for (int attempt = 0; attempt < 20; ++attempt, std::this_thread::sleep_for(2ms))
        // Other errors mean a file system without locks, where nobody can be kept out.
        if (::flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
            return true;
    return false;
}

} // namespace

std::filesystem::path default_runs_folder() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        return std::filesystem::path(data) / "overdamp" / "runs";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : ".") / ".local" / "share" / "overdamp" / "runs";
}

std::filesystem::path create_run_folder(const std::filesystem::path& runs, const Experiment& experiment) {
    const std::filesystem::path folder = create_dated_folder(runs, experiment.name, "run folder");
    save_experiment(experiment, folder / "experiment.json");
    return folder;
}

std::string slug(const std::string& text, std::string_view kept) {
    std::string result;
    for (const char letter : text)
        if (std::isalnum(static_cast<unsigned char>(letter)) || kept.find(letter) != std::string_view::npos)
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        else if (!result.empty() && result.back() != '-')
            result += '-';
    while (!result.empty() && result.back() == '-')
        result.pop_back();
    return result;
}

std::filesystem::path create_dated_folder(const std::filesystem::path& runs, const std::string& name, std::string_view what) {
    std::error_code error;
    std::filesystem::create_directories(runs, error);
    std::filesystem::path folder = run_folder_name(runs, name, 1);
    for (int attempt = 2; !error && !std::filesystem::create_directory(folder, error); ++attempt)
        folder = run_folder_name(runs, name, attempt);
    if (error)
        throw FileError("cannot create the " + std::string(what) + ' ' + folder.string() + ": " + error.message());
    return folder;
}

std::filesystem::path run_folder_name(const std::filesystem::path& runs, const std::string& experiment, int attempt) {
    constexpr std::size_t longest = 40;
    const std::string name = slug(experiment);
    return runs / (timestamp() + '-' + (name.empty() ? "run" : name.substr(0, longest)) + (attempt > 1 ? '-' + std::to_string(attempt) : ""));
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

LineFile::LineFile(std::filesystem::path path, std::string_view of) : path_(std::move(path)) {
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file_ < 0)
        throw FileError("cannot write " + path_.string() + ": " + std::strerror(errno));
    if (!lock_for_writing(file_)) {
        ::close(file_);
        throw FileError("cannot write " + path_.string() + ": another program is writing this " + std::string(of));
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
    : metrics_(folder / metrics_file), events_(folder / events_file), samples_(folder / samples_file),
      frequencies_(folder / frequencies_file) {}

void Recorder::record(const Record& record) {
    if (const auto* step = std::get_if<StepRecord>(&record))
        metrics_.append(to_line(*step));
    else if (const auto* evaluation = std::get_if<EvaluationRecord>(&record))
        metrics_.append(to_line(*evaluation));
    else if (const auto* sample = std::get_if<SampleRecord>(&record))
        samples_.append(to_line(*sample));
    else if (const auto* event = std::get_if<EventRecord>(&record))
        events_.append(to_line(*event));
    else if (const auto* frequencies = std::get_if<FrequencyRecord>(&record))
        frequencies_.append(to_line(*frequencies));
    const auto now = std::chrono::steady_clock::now();
    if (!std::holds_alternative<StepRecord>(record) || now - flushed_ > std::chrono::milliseconds(500))
        flush();
}

void Recorder::flush() {
    events_.flush();
    metrics_.flush();
    samples_.flush();
    frequencies_.flush();
    flushed_ = std::chrono::steady_clock::now();
}

History load_history(const std::filesystem::path& folder, const ReadProgress& report) {
    /// Below this the lines are parsed faster than anybody could notice.
    constexpr std::uint64_t worth_caching = 8 << 20;
    const std::filesystem::path metrics = folder / metrics_file;
    CachedColumns read = read_column_cache(metrics).value_or(CachedColumns{});
    const auto append = [&](const Record& record) { read.history.append(record); };
    const Place end = for_each_record(metrics, append, {read.bytes, read.lines}, report);
    const bool outdated = end.bytes > read.bytes + worth_caching;
    read.bytes = end.bytes;
    read.lines = end.lines;
    if (outdated)
        write_column_cache(metrics, read);
    for (const char* file : {events_file, samples_file, frequencies_file})
        for_each_record(folder / file, append);
    return std::move(read.history);
}

void for_each_metrics_record(const std::filesystem::path& folder, const std::function<void(const Record&)>& use) {
    for_each_record(folder / metrics_file, use);
}

LastRecords last_records(const std::filesystem::path& folder) {
    const std::string tail = whole_lines_at_end(folder / metrics_file);
    LastRecords last;
    for (std::size_t end = tail.size(); end > 0 && !(last.step && last.evaluation);) {
        const std::size_t before = end > 1 ? tail.rfind('\n', end - 2) : std::string::npos;
        const std::size_t begin = before == std::string::npos ? 0 : before + 1;
        try {
            const Record record = parse_line(std::string_view(tail).substr(begin, end - 1 - begin));
            if (const auto* step = std::get_if<StepRecord>(&record); step && !last.step)
                last.step = *step;
            else if (const auto* evaluation = std::get_if<EvaluationRecord>(&record); evaluation && !last.evaluation)
                last.evaluation = *evaluation;
        } catch (const SettingsError&) {
            // the first line of the tail may be cut
        }
        end = begin;
    }
    return last;
}

std::optional<StepRecord> last_step_record(const std::filesystem::path& folder) { return last_records(folder).step; }

bool is_being_written(const std::filesystem::path& folder) {
    const int file = ::open((folder / metrics_file).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool taken = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(file);
    return taken;
}

std::vector<EventRecord> load_events(const std::filesystem::path& folder) {
    History history;
    for_each_record(folder / events_file, [&](const Record& record) { history.append(record); });
    const auto events = history.events();
    return {events.begin(), events.end()};
}

} // namespace overdamp
