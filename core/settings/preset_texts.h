// SPDX-License-Identifier: GPL-3.0-or-later
// The files of presets/, embedded when the library is built.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace overdamp {

/// File name and content of every built-in preset.
std::span<const std::pair<std::string_view, std::string_view>> preset_texts();

/// File name and content of every built-in study.
std::span<const std::pair<std::string_view, std::string_view>> study_texts();

/// File name and content of every built-in lesson.
std::span<const std::pair<std::string_view, std::string_view>> lesson_texts();

} // namespace overdamp
