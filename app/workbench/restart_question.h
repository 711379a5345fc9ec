// SPDX-License-Identifier: GPL-3.0-or-later
// Asks before a knob that takes a new run ends the one that is shown.
#pragma once

#include "core/settings/knobs.h"

class QString;
class QWidget;

namespace overdamp {

class Bridge;

/// Asks, without waiting for the answer, whether a new run is to be prepared with `knobs`; the present one is kept.
void ask_for_new_run(QWidget& window, Bridge& bridge, const Knobs& knobs, const QString& change);

} // namespace overdamp
