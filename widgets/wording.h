// SPDX-License-Identifier: GPL-3.0-or-later
// Text of the Qt-free tables and values, as a person reads it.
#pragma once

#include "core/settings/knobs.h"

#include <QString>

namespace overdamp {

/// UTF-8 text as it is: names, symbols, keys.
QString plain(std::string_view text);

/// A label or sentence of the knob or metric table in the user's language.
QString translated(std::string_view text);

/// The value with its unit: "0.05", "50 steps", "none" for an empty text.
QString value_text(const Knob& knob, const KnobValue& value);

/// The values that a knob takes: "0 to 0.5"; empty for choices, flags and texts.
QString value_range(const Knob& knob);

/// A change as plots and tooltips name it: "α 0 → 0.2".
QString change_text(const KnobChange& change);

/// A step or a count, its thousands set apart as the user's language does: "12,000".
QString count_text(std::int64_t count);

/// A count with a suffix from a thousand on: "1.2 k", "43 M".
QString short_count(double count);

/// A duration in its two leading units: "45 s", "3 min 10 s", "2 h 5 min".
QString duration_text(double seconds);

} // namespace overdamp
