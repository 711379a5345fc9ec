// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which Tab goes through a window.
#pragma once

#include <span>

class QWidget;

namespace overdamp {

/// Tab visits what lies in the parts part by part, in the order in which each part's widgets stand in the focus chain now. Call it again when a part
/// comes or gets other widgets.
void order_focus(std::span<QWidget* const> parts);

} // namespace overdamp
