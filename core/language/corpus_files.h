// SPDX-License-Identifier: GPL-3.0-or-later
// Which files a corpus is made of.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace overdamp {

/// The files of a corpus as load_corpus() names it, in the order in which they are read. Throws CorpusError or FileError.
std::vector<std::filesystem::path> corpus_files(const std::string& name_or_path);

/// Whether the file's beginning looks like text: no NUL byte in it.
bool looks_like_text(const std::filesystem::path& file);

/// Where corpora of several files are collected, hidden beside the runs that are trained on them.
inline std::filesystem::path corpora_folder(const std::filesystem::path& runs) { return runs / ".corpora"; }

/// Makes one corpus of several files and folders: a folder in `corpora` with a link to each, in the order of their names; the same files get the same folder.
/// Throws CorpusError if one of them is not there, or FileError.
std::filesystem::path collect_corpus(std::span<const std::filesystem::path> paths, const std::filesystem::path& corpora);

} // namespace overdamp
