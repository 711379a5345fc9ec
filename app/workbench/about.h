// SPDX-License-Identifier: GPL-3.0-or-later
// The box that says what this is.
#pragma once

class QWidget;

namespace overdamp {

void show_about(QWidget& parent);

} // namespace overdamp
