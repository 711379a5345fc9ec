// SPDX-License-Identifier: GPL-3.0-or-later
// Packing and unpacking with libzip.
#include "core/telemetry/run_archive.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/archive_names.h"
#include "core/telemetry/column_cache.h"
#include "core/telemetry/output_file.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>
#include <zip.h>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

struct DiscardZip {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, DiscardZip>;

struct CloseEntry {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Zip open_zip(const fs::path& path, int flags, const char* action) {
    int code = 0;
    Zip zip(zip_open(path.c_str(), flags, &code));
    if (zip)
        return zip;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    throw FileError(std::string("cannot ") + action + ' ' + path.string() + ": " + reason);
}

/// A file of a run folder and its name in the archive.
struct PackedFile {
    fs::path path;
    std::string name;
    std::uintmax_t size = 0;
};

std::vector<PackedFile> files_of(const fs::path& run, bool checkpoints) {
    std::vector<PackedFile> files;
    const std::string top = folder_name_of(run);
    const fs::path cache = column_cache_of(run / "metrics.jsonl");
    std::error_code error;
    for (fs::recursive_directory_iterator entries(run, error), end; !error && entries != end; entries.increment(error)) {
        const fs::path relative = entries->path().lexically_relative(run);
        const auto parts = parts_of_archive_name(relative.generic_string());
        if (!parts || is_left_out_of_archives(*parts) || entries->is_symlink() || (!checkpoints && parts->front() == "checkpoints")) {
            entries.disable_recursion_pending();
            continue;
        }
        if (entries->is_regular_file() && entries->path() != cache)
            files.push_back({entries->path(), top + '/' + relative.generic_string(), entries->file_size()});
    }
    if (error)
        throw FileError("cannot read " + run.string() + ": " + error.message());
    std::ranges::sort(files, {}, &PackedFile::name);
    return files;
}

void add_file(zip_t* zip, const PackedFile& file) {
    // Its length is fixed now: a run that trains goes on writing.
    zip_source_t* source = zip_source_file(zip, file.path.c_str(), 0, static_cast<zip_int64_t>(file.size));
    const zip_int64_t index = source ? zip_file_add(zip, file.name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        if (source)
            zip_source_free(source);
        throw FileError("cannot pack " + file.path.string() + ": " + zip_strerror(zip));
    }
    const bool is_dense = file.path.extension() == ".safetensors"; // random numbers, which packing makes no smaller
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), is_dense ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
}

/// A file in an archive that is to be unpacked.
struct Entry {
    zip_uint64_t index = 0;
    std::vector<std::string> parts;
    std::uint64_t size = 0;
};

class Unpacking {
  public:
    Unpacking(const fs::path& archive, const ArchiveProgress& report, const ArchiveLimits& limits)
        : archive_(archive), report_(report), limits_(limits), zip_(open_zip(archive, ZIP_RDONLY, "read")) {}

    /// Reads the directory; throws before anything is written.
    void check(const fs::path& runs) {
        const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
        if (count < 0 || static_cast<std::uint64_t>(count) > limits_.files)
            fail("holds " + std::to_string(count) + " files; at most " + std::to_string(limits_.files) + " are unpacked");
        for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index)
            if (auto entry = entry_at(index))
                entries_.push_back(std::move(*entry));
        keep_only_the_run();
        check_size(runs);
    }

    /// The run's folder as the archive calls it.
    std::string name() const { return top_.empty() ? archive_.stem().string() : top_.back(); }

    void write_to(const fs::path& folder) {
        std::uint64_t done = 0;
        for (const Entry& entry : entries_) {
            fs::path path = folder;
            for (std::size_t i = top_.size(); i < entry.parts.size(); ++i)
                path /= entry.parts[i];
            fs::create_directories(path.parent_path());
            if (fs::exists(path))
                fail("holds two files of the name " + name_of(entry.index));
            write_entry(entry, path, done);
        }
    }

    [[noreturn]] void fail(const std::string& message) const { throw ArchiveError(archive_.string() + ": " + message); }

  private:
    std::string name_of(zip_uint64_t index) const {
        const char* name = zip_get_name(zip_.get(), index, ZIP_FL_ENC_GUESS);
        return name ? name : "";
    }

    /// What is to become a file; nothing for folders and for what file managers add.
    std::optional<Entry> entry_at(zip_uint64_t index) const {
        zip_stat_t stat;
        if (zip_stat_index(zip_.get(), index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
            fail("its directory is damaged: " + std::string(zip_strerror(zip_.get())));
        std::string name = name_of(index);
        const bool is_folder = name.ends_with('/');
        if (is_folder)
            name.pop_back();
        auto parts = parts_of_archive_name(name);
        if (!parts)
            fail("holds \"" + name + "\", a name that does not stay within the run's folder");
        zip_uint8_t system = ZIP_OPSYS_UNIX;
        zip_uint32_t attributes = 0;
        zip_file_get_external_attributes(zip_.get(), index, 0, &system, &attributes);
        const mode_t kind = system == ZIP_OPSYS_UNIX ? attributes >> 16 & S_IFMT : 0;
        if (kind != 0 && kind != S_IFREG && kind != S_IFDIR)
            fail("holds \"" + name + "\", a link or device; only plain files are unpacked");
        if (is_folder || kind == S_IFDIR || is_left_out_of_archives(*parts))
            return std::nullopt;
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
            fail("\"" + name + "\" is encrypted");
        return Entry{.index = index, .parts = std::move(*parts), .size = stat.size};
    }

    /// Finds the folder with the experiment.json and forgets what lies beside it.
    void keep_only_the_run() {
        std::vector<std::vector<std::string>> tops;
        for (const Entry& entry : entries_)
            if (entry.parts.back() == "experiment.json")
                tops.emplace_back(entry.parts.begin(), entry.parts.end() - 1);
        if (tops.empty())
            fail("holds no run: there is no experiment.json in it");
        if (tops.size() > 1)
            fail("holds " + std::to_string(tops.size()) + " runs; pack each into an archive of its own");
        top_ = tops.front();
        std::erase_if(entries_, [&](const Entry& entry) {
            return entry.parts.size() <= top_.size() || !std::equal(top_.begin(), top_.end(), entry.parts.begin());
        });
    }

    void check_size(const fs::path& runs) {
        const std::uint64_t packed = fs::file_size(archive_);
        for (const Entry& entry : entries_) {
            if (entry.size > limits_.bytes || (total_ += entry.size) > limits_.bytes)
                fail("would unpack to more than " + std::to_string(limits_.bytes >> 20) + " MiB");
            if (total_ > limits_.allowance + limits_.largest_ratio * packed)
                fail("would unpack to more than " + std::to_string(limits_.largest_ratio) + " times its size, as no run does");
        }
        std::error_code error;
        if (const fs::space_info space = fs::space(runs, error); !error && total_ > space.available)
            fail("needs " + std::to_string(total_ >> 20) + " MiB, but the disk of " + runs.string() + " has only " + std::to_string(space.available >> 20));
    }

    void write_entry(const Entry& entry, const fs::path& path, std::uint64_t& done) {
        const std::unique_ptr<zip_file_t, CloseEntry> file(zip_fopen_index(zip_.get(), entry.index, 0));
        if (!file)
            fail(name_of(entry.index) + ": " + zip_strerror(zip_.get()));
        std::ofstream output(path, std::ios::binary);
        std::vector<char> chunk(1 << 16);
        std::uint64_t read = 0;
        for (;;) {
            const zip_int64_t count = zip_fread(file.get(), chunk.data(), chunk.size());
            if (count < 0)
                fail(name_of(entry.index) + ": " + zip_error_strerror(zip_file_get_error(file.get())));
            if (count == 0)
                break;
            read += static_cast<std::uint64_t>(count);
            if (read > entry.size)
                fail(name_of(entry.index) + ": is longer than the archive says");
            output.write(chunk.data(), count);
            done += static_cast<std::uint64_t>(count);
            if (report_ && !report_(total_ > 0 ? static_cast<double>(done) / static_cast<double>(total_) : 1))
                throw ArchiveCancelled();
        }
        output.close();
        if (!output)
            throw FileError("cannot write " + path.string() + ": the disk may be full");
        if (read != entry.size)
            fail(name_of(entry.index) + ": is shorter than the archive says");
    }

    fs::path archive_;
    const ArchiveProgress& report_;
    ArchiveLimits limits_;
    Zip zip_;
    std::vector<Entry> entries_;
    std::vector<std::string> top_;
    std::uint64_t total_ = 0;
};

/// Renames a finished folder to its name in `runs`, or with a number behind it where that is taken.
fs::path put_in_place(const fs::path& finished, const fs::path& runs, const std::string& name) {
    for (int copy = 1;; ++copy) {
        const fs::path place = runs / (copy == 1 ? name : name + '-' + std::to_string(copy));
        if (fs::exists(place))
            continue;
        fs::rename(finished, place);
        return place;
    }
}

} // namespace

bool can_archive() { return true; }

void pack_run(const fs::path& run, const fs::path& file, bool checkpoints, const ArchiveProgress& report) {
    const std::vector<PackedFile> files = files_of(run, checkpoints);
    Zip zip = open_zip(file, ZIP_CREATE | ZIP_TRUNCATE, "write");
    for (const PackedFile& packed : files)
        add_file(zip.get(), packed);
    struct Watch {
        const ArchiveProgress& report;
        bool cancelled = false;
    } watch{report};
    if (report) {
        zip_register_progress_callback_with_state(
            zip.get(), 0.005,
            [](zip_t*, double share, void* state) {
                auto* held = static_cast<Watch*>(state);
                held->cancelled = held->cancelled || !held->report(share);
            },
            nullptr, &watch);
        zip_register_cancel_callback_with_state(
            zip.get(), [](zip_t*, void* state) { return static_cast<Watch*>(state)->cancelled ? 1 : 0; }, nullptr, &watch);
    }
    if (zip_close(zip.get()) != 0) {
        if (watch.cancelled)
            throw ArchiveCancelled();
        throw FileError("cannot write " + file.string() + ": " + zip_strerror(zip.get()));
    }
    static_cast<void>(zip.release());
}

fs::path unpack_run(const fs::path& archive, const fs::path& runs, const ArchiveProgress& report, const ArchiveLimits& limits) {
    const fs::path unfinished = runs / (".unpack-" + std::to_string(::getpid()) + ".tmp");
    const auto clean_up = [&] {
        std::error_code ignored;
        fs::remove_all(unfinished, ignored);
    };
    Unpacking unpacking(archive, report, limits);
    try {
        fs::create_directories(runs);
        unpacking.check(runs);
        clean_up();
        fs::create_directory(unfinished);
        unpacking.write_to(unfinished);
        load_experiment(unfinished / "experiment.json");
        return put_in_place(unfinished, runs, unpacking.name());
    } catch (const SettingsError& error) {
        clean_up();
        std::string message = error.what();
        if (const std::string prefix = unfinished.string() + '/'; message.starts_with(prefix))
            message.erase(0, prefix.size());
        unpacking.fail(message);
    } catch (const fs::filesystem_error& error) {
        clean_up();
        throw FileError("cannot unpack " + archive.string() + ": " + error.what());
    } catch (...) {
        clean_up();
        throw;
    }
}

} // namespace overdamp
