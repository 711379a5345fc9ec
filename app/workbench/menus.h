// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and their dialogs.
#pragma once

namespace overdamp {

class MainWindow;

/// File, Edit, Run, View and Help.
void add_menus(MainWindow& window);

} // namespace overdamp
