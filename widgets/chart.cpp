// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chart.h"

#include "widgets/curve_drawing.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace overdamp {

namespace {

constexpr double line_width = 1.8, dot_radius = 3.2;

bool shown_on(double value, Scale scale) { return std::isfinite(value) && (scale == Scale::linear || value > 0); }

std::vector<Point> shown_points(const ChartSeries& series, const ChartContent& content) {
    std::vector<Point> shown;
    for (const Point& point : series.points)
        if (shown_on(point.x, content.x_scale) && shown_on(point.y, content.y_scale))
            shown.push_back(point);
    return shown;
}

/// One colour a series: measured ones in the order of the theme's measures, the others grey, then amber.
std::vector<QColor> colours_of(const ChartContent& content, const QPalette& palette) {
    static constexpr std::array measured = {Meaning::loss, Meaning::collapse, Meaning::entropy, Meaning::other};
    static constexpr std::array compared = {Meaning::neutral, Meaning::strength};
    std::vector<QColor> colours;
    std::size_t lines = 0, dashes = 0;
    for (const ChartSeries& series : content.series)
        colours.push_back(colour_of(series.form == ChartForm::dashed ? compared[dashes++ % compared.size()] : measured[lines++ % measured.size()], palette));
    return colours;
}

std::optional<Range> extent(const ChartContent& content, double Point::*coordinate) {
    std::optional<Range> extent;
    for (const ChartSeries& series : content.series)
        for (const Point& point : shown_points(series, content)) {
            const double value = point.*coordinate;
            extent = extent ? Range{std::min(extent->low, value), std::max(extent->high, value)} : Range{value, value};
        }
    return extent;
}

} // namespace

Chart::Chart(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding); }

void Chart::set_content(ChartContent content) {
    content_ = std::move(content);
    setAccessibleName(content_.title);
    setAccessibleDescription(description());
    update();
}

void Chart::set_empty_text(const QString& text) {
    empty_text_ = text;
    update();
}

void Chart::draw(QPainter& painter, const QSizeF& size, const QPalette& colours) const {
    const std::optional<Range> x = extent(content_, &Point::x), y = extent(content_, &Point::y);
    const std::vector<QColor> palette = colours_of(content_, colours);
    FrameContent frame_content{.title = content_.title,
                               .legend = {},
                               .x = {content_.x_title, x ? grow({}, *x, content_.x_scale, 0.02) : Range{}, x ? content_.x_scale : Scale::linear},
                               .y = {content_.y_title, y ? grow({}, *y, content_.y_scale) : Range{}, y ? content_.y_scale : Scale::linear}};
    for (std::size_t i = 0; i < content_.series.size(); ++i)
        frame_content.legend.push_back({content_.series[i].label, palette[i], content_.series[i].form == ChartForm::dashed});
    const PlotFrame frame(std::move(frame_content), size, font(), colours);
    painter.setRenderHint(QPainter::Antialiasing);
    frame.draw_ground(painter);
    if (!x)
        frame.draw_empty_text(painter, empty_text_);
    for (std::size_t i = 0; i < content_.series.size(); ++i) {
        const ChartSeries& series = content_.series[i];
        const std::vector<Point> points = shown_points(series, content_);
        draw_curve(painter, frame, points, {palette[i], series.form == ChartForm::dots ? 1.0 : line_width, series.form == ChartForm::dashed});
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette[i]);
        for (const Point& point : series.form == ChartForm::dots ? points : std::vector<Point>())
            painter.drawEllipse(QPointF(frame.to_pixel_x(point.x), frame.to_pixel_y(point.y)), dot_radius, dot_radius);
    }
    frame.draw_surround(painter);
}

QString Chart::description() const {
    QStringList parts;
    for (const ChartSeries& series : content_.series) {
        const std::vector<Point> points = shown_points(series, content_);
        if (points.empty())
            continue;
        const Point &first = points.front(), &last = points.back();
        parts += tr("%1: %2 at %3, %4 at %5").arg(series.label, readable(first.y), readable(first.x), readable(last.y), readable(last.x));
    }
    return parts.isEmpty() ? empty_text_ : tr("%1 over %2. %3.").arg(content_.y_title, content_.x_title, parts.join(QStringLiteral("; ")));
}

void Chart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    draw(painter, size(), palette());
}

} // namespace overdamp
