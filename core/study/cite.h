// SPDX-License-Identifier: GPL-3.0-or-later
// What a paper says of run folders or of a study.
#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace overdamp {

struct Citation {
    std::string methods; ///< see methods_text()
    std::string bibtex;  ///< see bibtex()
};

/// Of run folders, or of the finished and begun runs of one study folder. Throws SettingsError, also for a folder that is neither, or FileError.
Citation cite_folders(std::span<const std::filesystem::path> folders);

} // namespace overdamp
