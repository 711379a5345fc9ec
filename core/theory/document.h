// SPDX-License-Identifier: GPL-3.0-or-later
// Results of theory checks as JSON, which is read back, and as Markdown and plain tables.
#pragma once

#include "core/theory/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

namespace overdamp {

/// {"schema": 1, "results": [...]}, with numbers that are not finite as null.
nlohmann::ordered_json theory_json(std::span<const TheoryResult> results);

/// The results of such a document. Throws SettingsError, naming what is wrong.
std::vector<TheoryResult> read_theory_json(const nlohmann::ordered_json& document);

/// Those kept in a file; none if there is no such file. Throws SettingsError or FileError.
std::vector<TheoryResult> load_theory(const std::filesystem::path& file);

/// A list of claims with their verdicts, then a section for each with its numbers.
std::string theory_markdown(std::span<const TheoryResult> results);

/// One aligned line a check: verdict, id, reference and claim; with `numbers` its table below it.
std::string theory_text(std::span<const TheoryResult> results, bool numbers);

/// To four significant digits; a dash for what is not finite.
std::string theory_number(double value);

} // namespace overdamp
