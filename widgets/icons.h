// SPDX-License-Identifier: GPL-3.0-or-later
// Our own symbols, drawn from SVG in the palette's text colour.
#pragma once

#include <QIcon>
#include <QString>

namespace overdamp {

/// The symbol of that name in resources/ (without ".svg"). It follows the palette and any screen scale; disabled ones are faint.
QIcon icon(const QString& name);

/// The program's own icon, in its own colours.
QIcon application_icon();

} // namespace overdamp
