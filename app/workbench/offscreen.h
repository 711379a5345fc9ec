// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of finished runs, drawn by the same widgets without a display.
#pragma once

#include "app/workbench/command_line.h"

#include <filesystem>

namespace overdamp {

/// Throws SettingsError, naming what is missing, unless `folder` holds a run.
void check_run_folder(const std::filesystem::path& folder);

/// Draws every plot of the run into the folders of `command.renders`; the names of the files go to standard output. Throws FileError or
/// SettingsError.
void render_plots(const CommandLine& command);

/// Opens the window on the run, or on the study folder, and saves a picture of it. Throws FileError or SettingsError.
void take_screenshot(const CommandLine& command);

} // namespace overdamp
