// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM as a flag that the waiting loop reads.
#pragma once

namespace overdamp {

/// From now on the first SIGINT or SIGTERM only sets the flag; a second one ends the program at once.
void catch_interrupts();

/// The signal that arrived, 0 for none.
int interrupt_signal();

} // namespace overdamp
