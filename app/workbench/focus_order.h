// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which Tab visits the parts of a window.
#pragma once

#include <initializer_list>

class QWidget;

namespace overdamp {

/// Tab visits these parts one after the other, and within each what is there in its own order; other parts keep their places.
void order_focus(std::initializer_list<QWidget*> parts);

} // namespace overdamp
