// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/corpus_files.h"

#include "core/language/content.h"
#include "core/language/corpus.h"
#include "core/settings/text.h"

#include <algorithm>
#include <fstream>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> fortune_files() {
    for (const char* folder : {"/usr/share/games/fortunes", "/usr/share/fortunes", "/usr/share/fortune", "/usr/local/share/games/fortunes",
                               "/usr/local/share/fortunes", "/opt/homebrew/share/games/fortunes"}) {
        std::vector<fs::path> files;
        std::error_code error;
        for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator(); entry.increment(error))
            if (const fs::path& path = entry->path(); path.extension() != ".dat" && path.extension() != ".u8" && fs::is_regular_file(path, error))
                files.push_back(path);
        std::ranges::sort(files);
        if (!files.empty())
            return files;
    }
    throw CorpusError("fortunes: is not installed; install Debian's package fortunes (apt-get install fortunes) or choose another corpus");
}

/// Visible files below the folder. Links to folders are not followed, so that none can lead back.
std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    try {
        for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator(); ++entry) {
            std::error_code broken_link;
            if (entry->path().filename().string().starts_with('.'))
                entry.disable_recursion_pending();
            else if (entry->is_regular_file(broken_link))
                files.push_back(entry->path());
        }
    } catch (const fs::filesystem_error& error) {
        throw FileError("cannot read " + folder.string() + ": " + error.code().message());
    }
    std::ranges::sort(files);
    return files;
}

/// Links to the files under numbers that keep their order; names may be the same in different folders.
void link_files(const std::vector<fs::path>& files, const fs::path& folder) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::string number = std::to_string(i + 1);
        number.insert(0, number.size() < 5 ? 5 - number.size() : 0, '0');
        fs::create_symlink(files[i], folder / (number + '-' + files[i].filename().string()));
    }
}

} // namespace

std::vector<fs::path> corpus_files(const std::string& name) {
    if (name == "fortunes")
        return fortune_files();
    std::error_code error;
    const fs::file_status status = fs::status(name, error);
    if (fs::is_directory(status)) {
        std::vector<fs::path> files = files_below(name);
        if (files.empty())
            throw CorpusError(name + ": holds no files");
        return files;
    }
    if (fs::is_regular_file(status))
        return {fs::path(name)};
    if (!fs::exists(status))
        throw CorpusError(name + ": " + (error ? error.message() : "is not there") +
                          "; expected fortunes, synthetic, or the path of a text file or folder");
    throw CorpusError(name + ": is neither a file nor a folder");
}

bool looks_like_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string head(1 << 12, ' ');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    return stream.gcount() > 0 && head.find('\0') == std::string::npos;
}

fs::path collect_corpus(std::span<const fs::path> paths, const fs::path& corpora) {
    std::vector<fs::path> files;
    std::string names;
    for (const fs::path& path : paths)
        for (const fs::path& file : corpus_files(path.string()))
            files.push_back(fs::canonical(file));
    std::ranges::sort(files);
    files.erase(std::unique(files.begin(), files.end()), files.end());
    for (const fs::path& file : files)
        names += file.string() + '\n';
    const fs::path folder = corpora / content_hash(names);
    std::error_code error;
    if (fs::exists(folder, error))
        return folder;
    const fs::path unfinished = folder.string() + ".tmp";
    try {
        fs::create_directories(corpora);
        fs::remove_all(unfinished);
        fs::create_directory(unfinished);
        link_files(files, unfinished);
        fs::rename(unfinished, folder);
    } catch (const fs::filesystem_error& problem) {
        fs::remove_all(unfinished, error);
        throw FileError("cannot collect the corpus in " + folder.string() + ": " + problem.code().message());
    }
    return folder;
}

} // namespace overdamp
