// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/column_cache.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <ctime>
#include <fstream>
#include <span>
#include <string>
#include <sys/stat.h>
#include <type_traits>
#include <unistd.h>

namespace overdamp {

namespace {

constexpr std::array<char, 8> magic = {'o', 'v', 'e', 'r', 'd', 'a', 'm', 'p'};
constexpr std::uint32_t format_version = 1;
constexpr std::uint32_t byte_order = 0x01020304;
/// A file that was written this recently may be written again within one tick of its clock.
constexpr std::int64_t settled_nanoseconds = 2'000'000'000;
constexpr std::size_t chunk_bytes = 1 << 20;

/// A 64-bit checksum of words, after FNV-1a: it finds damage, not malice.
class Checksum {
  public:
    void add(std::uint64_t word) {
        value_ = (value_ ^ word) * 0x100000001b3ULL;
        value_ ^= value_ >> 29;
    }
    /// Adds the bytes, filled up with zeros to whole words.
    void add(const void* data, std::size_t bytes) {
        const char* place = static_cast<const char*>(data);
        for (; bytes >= sizeof(std::uint64_t); bytes -= sizeof(std::uint64_t), place += sizeof(std::uint64_t))
            add(word_at(place, sizeof(std::uint64_t)));
        if (bytes > 0)
            add(word_at(place, bytes));
    }
    std::uint64_t value() const { return value_; }

  private:
    static std::uint64_t word_at(const char* place, std::size_t bytes) {
        std::uint64_t word = 0;
        std::memcpy(&word, place, bytes);
        return word;
    }

    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

struct Header {
    std::array<char, 8> magic = overdamp::magic;
    std::uint32_t version = format_version;
    std::uint32_t order = byte_order;
    std::uint64_t table = 0;       ///< checksum of the metric names
    std::uint64_t bytes = 0;       ///< of the metrics file
    std::uint64_t lines = 0;
    std::uint64_t source = 0;      ///< checksum of these bytes
    std::uint64_t file_size = 0;   ///< of the whole metrics file when the cache was written
    std::int64_t file_time = 0;    ///< nanoseconds; 0 where it cannot be relied upon
    std::array<std::uint64_t, 2> rows = {};
    std::array<std::uint64_t, 4> present = {}; ///< a bit for each metric whose column follows
    std::uint64_t payload = 0;     ///< checksum of what follows
};
static_assert(std::is_trivially_copyable_v<Header> && sizeof(Header) % sizeof(std::uint64_t) == 0);

constexpr std::array<MetricSource, 2> sources = {MetricSource::step, MetricSource::evaluation};

std::uint64_t checksum_of_table() {
    Checksum sum;
    for (const Metric& metric : metric_table()) {
        sum.add(metric.name.data(), metric.name.size());
        sum.add(static_cast<std::uint64_t>(metric.source()));
    }
    return sum.value();
}

struct FileState {
    std::uint64_t size = 0;
    std::int64_t time = 0; ///< of the last change, nanoseconds since 1970
};

std::optional<FileState> state_of(const std::filesystem::path& path) {
    struct stat found{};
    if (::stat(path.c_str(), &found) != 0)
        return std::nullopt;
    return FileState{static_cast<std::uint64_t>(found.st_size), found.st_mtim.tv_sec * 1'000'000'000LL + found.st_mtim.tv_nsec};
}

/// Of the first `bytes` of a file; nothing if it has fewer.
std::optional<std::uint64_t> checksum_of_file(const std::filesystem::path& path, std::uint64_t bytes) {
    std::ifstream file(path, std::ios::binary);
    std::vector<char> chunk(chunk_bytes);
    Checksum sum;
    while (bytes > 0) {
        const std::uint64_t wanted = std::min<std::uint64_t>(bytes, chunk.size());
        if (!file.read(chunk.data(), static_cast<std::streamsize>(wanted)))
            return std::nullopt;
        sum.add(chunk.data(), wanted);
        bytes -= wanted;
    }
    return sum.value();
}

bool stands_for(const Header& header, const std::filesystem::path& metrics) {
    const std::optional<FileState> now = state_of(metrics);
    if (!now || now->size < header.bytes)
        return false;
    if (header.file_time != 0 && now->size == header.file_size && now->time == header.file_time)
        return true;
    return checksum_of_file(metrics, header.bytes) == header.source;
}

template <typename T> bool read_column(std::istream& file, std::vector<T>& column, std::uint64_t rows, Checksum& sum) {
    static_assert(sizeof(T) == sizeof(std::uint64_t));
    column.resize(rows);
    const std::size_t bytes = rows * sizeof(T);
    if (!file.read(reinterpret_cast<char*>(column.data()), static_cast<std::streamsize>(bytes)))
        return false;
    sum.add(column.data(), bytes);
    return true;
}

template <typename T> void write_column(std::ostream& file, const std::vector<T>& column, Checksum& sum) {
    const std::size_t bytes = column.size() * sizeof(T);
    file.write(reinterpret_cast<const char*>(column.data()), static_cast<std::streamsize>(bytes));
    sum.add(column.data(), bytes);
}

/// Whether the metric has a column of that source in the file, by the bit of its place in the table.
bool is_present(const Header& header, std::size_t place, MetricSource source) {
    return metric_table()[place].source() == source && (header.present[place / 64] >> place % 64 & 1) != 0;
}

/// Of the cache file, as its header announces it.
std::uint64_t announced_size(const Header& header) {
    std::uint64_t words = 0;
    for (const MetricSource source : sources) {
        std::uint64_t columns = 1;
        for (std::size_t place = 0; place < metric_table().size(); ++place)
            columns += is_present(header, place, source) ? 1 : 0;
        words += columns * header.rows[static_cast<std::size_t>(source)];
    }
    return sizeof(Header) + words * sizeof(std::uint64_t);
}

bool is_whole(const Header& header, std::uint64_t size) {
    const Header ours;
    const auto fits = [size](std::uint64_t rows) { return rows <= size / sizeof(std::uint64_t); };
    return header.magic == ours.magic && header.version == ours.version && header.order == ours.order && header.table == checksum_of_table() &&
           fits(header.rows[0]) && fits(header.rows[1]) && announced_size(header) == size;
}

} // namespace

std::filesystem::path column_cache_of(const std::filesystem::path& metrics) {
    std::filesystem::path path = metrics;
    return path.replace_extension(".columns");
}

std::optional<CachedColumns> read_column_cache(const std::filesystem::path& metrics) {
    const std::filesystem::path path = column_cache_of(metrics);
    const std::optional<FileState> state = state_of(path);
    std::ifstream file(path, std::ios::binary);
    Header header;
    if (!state || !file.read(reinterpret_cast<char*>(&header), sizeof header) || !is_whole(header, state->size) || !stands_for(header, metrics))
        return std::nullopt;
    CachedColumns cached{.history = {}, .bytes = header.bytes, .lines = header.lines};
    Header unsigned_header = header;
    unsigned_header.payload = 0;
    Checksum sum;
    sum.add(&unsigned_header, sizeof unsigned_header);
    for (const MetricSource source : sources) {
        const std::uint64_t rows = header.rows[static_cast<std::size_t>(source)];
        MetricColumns columns;
        columns.values.resize(metric_table().size());
        bool whole = read_column(file, columns.steps, rows, sum);
        for (std::size_t place = 0; whole && place < columns.values.size(); ++place)
            if (is_present(header, place, source))
                whole = read_column(file, columns.values[place], rows, sum);
        if (!whole)
            return std::nullopt;
        cached.history.set_columns(source, std::move(columns));
    }
    return sum.value() == header.payload ? std::optional(std::move(cached)) : std::nullopt;
}

bool write_column_cache(const std::filesystem::path& metrics, const CachedColumns& columns) {
    const std::optional<FileState> state = state_of(metrics);
    const std::optional<std::uint64_t> source_sum = checksum_of_file(metrics, columns.bytes);
    if (!state || !source_sum || metric_table().size() > 64 * Header().present.size())
        return false;
    Header header;
    header.table = checksum_of_table();
    header.bytes = columns.bytes;
    header.lines = columns.lines;
    header.source = *source_sum;
    header.file_size = state->size;
    const std::int64_t age = static_cast<std::int64_t>(std::time(nullptr)) * 1'000'000'000LL - state->time;
    header.file_time = age > settled_nanoseconds ? state->time : 0;
    for (const MetricSource source : sources) {
        const MetricColumns& held = columns.history.columns(source);
        header.rows[static_cast<std::size_t>(source)] = held.steps.size();
        for (std::size_t place = 0; place < held.values.size(); ++place)
            if (!held.values[place].empty())
                header.present[place / 64] |= std::uint64_t{1} << place % 64;
    }
    const std::filesystem::path path = column_cache_of(metrics);
    const std::filesystem::path temporary = path.string() + '.' + std::to_string(::getpid());
    Checksum sum;
    sum.add(&header, sizeof header);
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(&header), sizeof header);
    for (const MetricSource source : sources) {
        const MetricColumns& held = columns.history.columns(source);
        write_column(file, held.steps, sum);
        for (const std::vector<double>& column : held.values)
            if (!column.empty())
                write_column(file, column, sum);
    }
    header.payload = sum.value();
    file.seekp(0);
    file.write(reinterpret_cast<const char*>(&header), sizeof header);
    file.close();
    std::error_code error;
    if (file)
        std::filesystem::rename(temporary, path, error);
    if (!file || error) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return false;
    }
    return true;
}

} // namespace overdamp
