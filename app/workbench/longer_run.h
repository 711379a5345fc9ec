// SPDX-License-Identifier: GPL-3.0-or-later
// Training on past a run's planned end.
#pragma once

namespace overdamp {

class MainWindow;

/// Asks up to which step the finished run that is shown shall be trained, and trains it.
void ask_for_longer_run(MainWindow& window);

/// Trains the run that is shown on; a finished one after asking for its new end.
void resume_shown_run(MainWindow& window);

} // namespace overdamp
