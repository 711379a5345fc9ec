// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the window that a lesson may name.
#pragma once

#include "core/lesson/lesson.h"

#include <QPointer>

#include <vector>

class QDockWidget;
class QWidget;

namespace overdamp {

class MainWindow;

/// What lesson files may name.
LessonNames lesson_names();

/// The widgets of that name as the window is now; a knob that the presenter's bar shows too has two. None where the part is not there just now.
std::vector<QWidget*> find_part(MainWindow& window, const std::string& name);

/// The dock of that name, or nullptr.
QDockWidget* find_dock(const MainWindow& window, const std::string& name);

/// The language of lesson texts that suits the window's.
std::string lesson_language();

} // namespace overdamp
