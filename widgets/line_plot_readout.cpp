// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers behind the curves: as columns, in words, at the cursor and between two marks.
#include "widgets/annotations.h"
#include "widgets/line_plot.h"
#include "widgets/wording.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace overdamp {

namespace {

constexpr double longest_name = 0.35; ///< of the area's width, for an overlaid run in the readout

} // namespace

std::vector<DataColumn> LinePlot::data() const {
    std::vector<DataColumn> columns;
    for (const Curve& curve : curves_)
        columns.push_back({curve.series.key.isEmpty() ? curve.series.label : curve.series.key, curve.series.read()});
    return columns;
}

bool LinePlot::shows(double x, std::span<const double>) const {
    return visible_x().contains(x);
}

QString LinePlot::description() const {
    if (is_empty())
        return tr("%1. %2").arg(title(), empty_text());
    QStringList sentences = {tr("%1 from %2 to %3.").arg(x_title_, readable(visible_x().low), readable(visible_x().high))};
    for (const Curve& curve : curves_) {
        if (curve.raw_points.empty())
            continue;
        const auto [lowest, highest] = std::ranges::minmax(curve.raw_points, {}, &Point::y);
        sentences << tr("%1: from %2 to %3, lowest %4, highest %5.")
                         .arg(curve.series.label, readable(curve.raw_points.front().y), readable(curve.raw_points.back().y), readable(lowest.y), readable(highest.y));
    }
    return sentences.join(u' ');
}

/// The curve's newest value at or before the step.
std::optional<double> LinePlot::value_at(Curve& curve, double step, bool smoothed) const {
    const Points points = curve.series.read();
    const std::size_t after = first_at_least(points, step + 0.5);
    if (after == 0)
        return std::nullopt;
    return smoothed ? curve.smooth.update(points, smoothing_)[after - 1] : points.y[after - 1];
}

void LinePlot::draw_marks(QPainter& painter) {
    draw_mark_lines(painter, frame(), marks());
    if (!marks().a || !marks().b)
        return;
    const double distance = *marks().b - *marks().a;
    std::vector<ReadoutLine> lines = {{tr("A → B: %1 %2").arg(signed_number(distance), x_title_.toLower()), frame().colours().color(QPalette::ToolTipText)}};
    for (Curve& curve : curves_) {
        const bool smoothed = curve.is_smoothed(smoothing_);
        const std::optional<double> before = value_at(curve, *marks().a, smoothed);
        const std::optional<double> after = value_at(curve, *marks().b, smoothed);
        if (before && after && std::isfinite(*after - *before))
            lines.push_back({QStringLiteral("Δ %1 %2%3").arg(curve.series.label, signed_number(*after - *before), smoothed ? tr(" (EMA)") : QString()),
                             colour_of_curve(curve, frame().colours())});
    }
    draw_change(painter, frame(), std::move(lines));
}

std::vector<ReadoutLine> LinePlot::own_values(double step) {
    std::vector<ReadoutLine> lines;
    for (Curve& curve : curves_) {
        const std::optional<double> raw = curve.series.overlay ? std::nullopt : value_at(curve, step, false);
        if (!raw)
            continue;
        QString text = readable(*raw);
        if (curve.is_smoothed(smoothing_))
            text += QStringLiteral(" (%1)").arg(readable(*value_at(curve, step, true)));
        if (curves_.size() > 1)
            text.prepend(curve.series.label + u' ');
        lines.push_back({text, colour_of_curve(curve, frame().colours())});
    }
    return lines;
}

/// A line a run, with the values of its curves in their order.
std::vector<ReadoutLine> LinePlot::overlaid_values(double step) {
    const QFontMetricsF metrics(frame().small_font());
    std::vector<ReadoutLine> lines;
    for (Curve& curve : curves_) {
        if (!curve.series.overlay)
            continue;
        const QString name = curve.series.legend.value_or(curve.series.label);
        if (!name.isEmpty())
            lines.push_back({metrics.elidedText(name, Qt::ElideMiddle, frame().area().width() * longest_name), colour_of_curve(curve, frame().colours())});
        const std::optional<double> value = value_at(curve, step, curve.is_smoothed(smoothing_));
        lines.back().text += (name.isEmpty() ? QStringLiteral(" · ") : QStringLiteral(" ")) + (value ? readable(*value) : QStringLiteral("–"));
    }
    return lines;
}

void LinePlot::draw_cursor(QPainter& painter) {
    if (is_empty())
        return;
    draw_marks(painter);
    if (!cursor() || !visible_x().contains(*cursor()))
        return;
    const double pixel = frame().to_pixel_x(*cursor());
    draw_cursor_line(painter, frame(), pixel);
    const QColor plain_colour = frame().colours().color(QPalette::ToolTipText);
    const QString heading = QStringLiteral("%1 %2").arg(x_title_, count_text(std::llround(*cursor())));
    const bool smoothed = std::ranges::any_of(curves_, [this](const Curve& curve) { return curve.is_smoothed(smoothing_); });
    std::vector<ReadoutLine> lines{{smoothed ? tr("%1 (EMA)").arg(heading) : heading, plain_colour}};
    std::ranges::move(own_values(*cursor()), std::back_inserter(lines));
    // The box must leave the curves to be seen: of many runs, those that fit into half of the height.
    const std::vector<ReadoutLine> others = overlaid_values(*cursor());
    const auto room = static_cast<std::size_t>(frame().area().height() / 2 / QFontMetricsF(frame().small_font()).height());
    const std::size_t most = others.size() + lines.size() <= room ? others.size() : room > lines.size() + 1 ? room - lines.size() - 1 : 0;
    std::copy_n(others.begin(), most, std::back_inserter(lines));
    if (most < others.size())
        lines.push_back({tr("and %1 more").arg(others.size() - most), plain_colour});
    draw_readout(painter, frame(), QPointF(pixel, frame().area().top() + frame().area().height() * 0.3), lines);
}

} // namespace overdamp
