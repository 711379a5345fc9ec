// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a report, drawn by the window's own plots without a display.
#pragma once

#include "core/study/report.h"

namespace overdamp {

/// The headline share along the last axis, or for each of its names, with the paper's numbers, and for every row of the study's table the loss and the loss-entropy trajectories
/// of its finished runs. Throws FileError or SettingsError.
std::vector<Picture> study_figures(const StudyReport& report);

/// Loss, entropy, share and trajectories of chosen runs over each other. Throws FileError or SettingsError.
std::vector<Picture> comparison_figures(std::span<const std::filesystem::path> runs);

} // namespace overdamp
