// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the help: made from the tables of knobs and measures, and the handbook's chapters.
#pragma once

#include "core/settings/knobs.h"

#include <QString>
#include <QStringList>

namespace overdamp {

struct PlotKind;

/// The knob's meaning, range, default, timing and paper section, as HTML: its tooltip and its entry on a page.
QString knob_help(const Knob& knob);

/// Where the help explains it: a page's name, with `#` and an anchor.
QString help_topic(const Knob& knob);
QString help_topic(const PlotKind& kind);

/// The page of that name as HTML, without the anchor; empty if there is none. "contents" leads to all others but "keyboard".
QString help_page(const QString& name);

/// The names of all pages that help_page() has but the contents.
QStringList help_page_names();

/// Links to the pages that hold all words of `wanted`, with some of the text around the first.
QString search_page(const QString& wanted);

/// A name on a page of its own: the title and a link back to the contents, which every page begins with.
QString help_heading(const QString& title);

} // namespace overdamp
