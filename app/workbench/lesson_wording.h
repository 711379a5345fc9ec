// SPDX-License-Identifier: GPL-3.0-or-later
// What the lesson card says of rules, predictions and measured numbers.
#pragma once

#include "core/lesson/progress.h"

#include <QString>

namespace overdamp {

/// What a student is to do: "Train to step 300".
QString task_text(const Rule& rule);

/// A value of the quantity with its unit: "96 %", "+2.3 nats", "× 1.1".
QString quantity_value(const Quantity& quantity, double value);

/// How far two values of the quantity are apart: "3 points", "0.2 nats".
QString distance_text(const Quantity& quantity, double distance);

/// The unit that a predicted number bears, with a space where one is due; may be empty.
QString quantity_suffix(const Quantity& quantity);

/// What was measured: "High-frequency share, the change since the feedback came into force".
QString quantity_name(const Quantity& quantity);

} // namespace overdamp
