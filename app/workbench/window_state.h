// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers between two starts.
#pragma once

#include "widgets/theme.h"

class QMainWindow;
class QSettings;

namespace overdamp {

/// Rises when docks or bars change, so that an old layout is not forced upon a new window.
inline constexpr int window_state_version = 3;

inline constexpr const char* hints_key = "hints";
inline constexpr const char* theme_key = "theme";

ThemeChoice remembered_theme(const QSettings& settings);

/// Geometry and layout, if they were saved by a window of this version.
void restore_window(QMainWindow& window, QSettings& settings);
void save_window(const QMainWindow& window, QSettings& settings);

} // namespace overdamp
