// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo of what was touched last: knobs or the list of runs.
#pragma once

namespace overdamp {

class MainWindow;

void add_edit_menu(MainWindow& window);

} // namespace overdamp
