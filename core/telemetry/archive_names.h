// SPDX-License-Identifier: GPL-3.0-or-later
// Which names of an archive may become files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// The parts of a name in an archive, "run/checkpoints/step-5/trainer.json". Nothing if it could lead out of a folder or is no plain name: empty, absolute, with
/// "." or ".." as a part, a backslash, a control character or invalid UTF-8, or longer than file systems allow.
std::optional<std::vector<std::string>> parts_of_archive_name(std::string_view name);

/// Whether a file's place in an archive is one that only file managers put there.
bool is_left_out_of_archives(const std::vector<std::string>& parts);

} // namespace overdamp
