// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dot_chart.h"

#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr double band = 0.6; ///< of the distance between two categories, shared by the series
constexpr double sign_size = 8;

std::optional<Range> extent(const DotChart& chart) {
    std::optional<Range> extent;
    for (const DotSeries& series : chart.series)
        for (const Dot& dot : series.dots)
            if (std::isfinite(dot.value))
                extent = extent ? Range{std::min(extent->low, dot.value), std::max(extent->high, dot.value)} : Range{dot.value, dot.value};
    return extent;
}

} // namespace

void draw_dot_chart(QPainter& painter, const DotChart& chart, const QSizeF& size, const QFont& font, const QPalette& colours) {
    const std::optional<Range> values = extent(chart);
    int heights = 1;
    for (const DotSeries& series : chart.series)
        heights = std::max(heights, series.colour + 1);
    FrameContent content{.title = chart.title,
                         .legend = {},
                         .x = {chart.x_title, chart.range ? *chart.range
                                              : values    ? grow({}, *values, Scale::linear)
                                                          : Range{}},
                         .y = {.title = {}, .range = {static_cast<double>(chart.categories.size()) - 0.5, -0.5}, .names = chart.categories}};
    for (const DotSeries& series : chart.series)
        if (series.in_legend)
            content.legend.push_back(
                {.label = series.label, .colour = overlay_colour(series.colour, colours), .sign = Sign{series.colour, !series.open}, .line = false});
    const PlotFrame frame(std::move(content), size, font, colours);
    painter.setRenderHint(QPainter::Antialiasing);
    frame.draw_ground(painter);
    frame.draw_surround(painter);
    for (const DotSeries& series : chart.series) {
        const double height = band * ((series.colour + 0.5) / heights - 0.5);
        for (const Dot& dot : series.dots)
            if (std::isfinite(dot.value))
                draw_sign(painter, {frame.to_pixel_x(dot.value), frame.to_pixel_y(static_cast<double>(dot.category) + height)},
                          {series.colour, !series.open}, overlay_colour(series.colour, colours), colours.color(QPalette::Base), sign_size);
    }
}

} // namespace overdamp
