// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/window_state.h"

#include <QMainWindow>
#include <QSettings>

namespace overdamp {

namespace {

constexpr const char* version_key = "window/version";
constexpr const char* geometry_key = "window/geometry";
constexpr const char* layout_key = "window/layout";

} // namespace

ThemeChoice remembered_theme(const QSettings& settings) {
    const int choice = settings.value(theme_key, 0).toInt();
    return choice >= 0 && choice <= static_cast<int>(ThemeChoice::dark) ? static_cast<ThemeChoice>(choice) : ThemeChoice::system;
}

void restore_window(QMainWindow& window, QSettings& settings) {
    if (settings.value(version_key).toInt() != window_state_version)
        return;
    window.restoreGeometry(settings.value(geometry_key).toByteArray());
    window.restoreState(settings.value(layout_key).toByteArray(), window_state_version);
}

void save_window(const QMainWindow& window, QSettings& settings) {
    settings.setValue(version_key, window_state_version);
    settings.setValue(geometry_key, window.saveGeometry());
    settings.setValue(layout_key, window.saveState(window_state_version));
}

} // namespace overdamp
