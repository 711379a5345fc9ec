// SPDX-License-Identifier: GPL-3.0-or-later
// Where an imported run's measures come from: `import.json` in its folder. Such a run was trained by another program and can only be looked at.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace overdamp {

/// A column of the other tool's log and the measure that it became.
struct ImportedColumn {
    std::string theirs, ours;
    bool operator==(const ImportedColumn&) const = default;
};

struct ImportOrigin {
    std::string source; ///< the file or folder that was read
    std::string format; ///< "CSV" or "TensorBoard"
    std::vector<ImportedColumn> columns;
    bool operator==(const ImportOrigin&) const = default;
};

/// Empty for a run of our own. Throws FileError or SettingsError.
std::optional<ImportOrigin> load_import_origin(const std::filesystem::path& run);

/// Throws FileError.
void save_import_origin(const std::filesystem::path& run, const ImportOrigin& origin);

/// Throws SettingsError that says so if the run was imported, and so has nothing to train on from.
void refuse_imported(const std::filesystem::path& run);

} // namespace overdamp
