// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_folder.h"

#include "core/settings/text.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace overdamp {

namespace {

constexpr const char* metrics_file = "metrics.jsonl";
constexpr const char* events_file = "events.jsonl";
constexpr const char* samples_file = "samples.jsonl";

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
    std::error_code error;
    std::filesystem::create_directories(runs, error);
    const std::string name = timestamp() + '-' + slug(experiment.name);
    std::filesystem::path folder = runs / name;
    for (int copy = 2; !error && !std::filesystem::create_directory(folder, error); ++copy)
        folder = runs / (name + '-' + std::to_string(copy));
    if (error)
        throw FileError("cannot create the run folder " + folder.string() + ": " + error.message());
    save_experiment(experiment, folder / "experiment.json");
    return folder;
}

LineFile::LineFile(std::filesystem::path path) : path_(std::move(path)) {
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file_ < 0)
        throw FileError("cannot write " + path_.string() + ": " + std::strerror(errno));
    if (!lock_for_writing(file_)) {
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
