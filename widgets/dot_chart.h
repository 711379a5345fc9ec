// SPDX-License-Identifier: GPL-3.0-or-later
// Values of things that have names and no order on a scale: a line for each name, a dot for each value (Cleveland's dot plot).
#pragma once

#include "widgets/plot_frame.h"

#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace overdamp {

struct Dot {
    std::size_t category = 0;
    double value = 0;
};

struct DotSeries {
    QString label;
    std::vector<Dot> dots;
    int colour = 0;    ///< for overlay_colour(), and of its sign
    bool open = false; ///< its dots are open: numbers to compare with
    bool in_legend = true;
};

struct DotChart {
    QString title, x_title;
    std::vector<QString> categories; ///< from top to bottom
    std::vector<DotSeries> series;   ///< those of one colour share a height
    std::optional<Range> range;      ///< of the values; without one, theirs
};

/// Draws in that size and those colours. Values that are not finite are left out.
void draw_dot_chart(QPainter& painter, const DotChart& chart, const QSizeF& size, const QFont& font, const QPalette& colours);

} // namespace overdamp
