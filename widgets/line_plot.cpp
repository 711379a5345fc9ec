// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over steps, drawn by Qt Charts inside our own frame.
#include "widgets/line_plot.h"

#include "widgets/annotations.h"
#include "widgets/wording.h"

#include <QGraphicsLayout>
#include <QPainter>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>
#include <utility>

namespace overdamp {

namespace {

QString grouped(std::size_t count) { return count_text(static_cast<std::int64_t>(count)); }

/// Of a raw curve behind its average.
QColor faint(QColor colour, const QPalette& colours) {
    colour.setAlphaF(is_dark(colours) ? 0.3F : 0.28F);
    return colour;
}

} // namespace

LinePlot::LinePlot(QWidget* parent) : Plot(parent), x_title_(tr("Step")) {
    chart_ = new QChart;
    scene_.addItem(chart_);
    chart_->legend()->hide();
    chart_->setBackgroundVisible(false);
    chart_->setPlotAreaBackgroundVisible(false);
    chart_->setMargins(QMargins(0, 0, 0, 0));
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->setAnimationOptions(QChart::NoAnimation);
    x_axis_ = new QValueAxis(chart_);
    y_axis_ = new QValueAxis(chart_);
    // The chart sees shares of our axes only: its own logarithmic axis drops a whole curve for one value ≤ 0, and every change of an axis makes it
    // build all curves anew.
    for (QValueAxis* axis : {x_axis_, y_axis_}) {
        axis->setVisible(false);
        axis->setRange(0, 1);
    }
    chart_->addAxis(x_axis_, Qt::AlignBottom);
    chart_->addAxis(y_axis_, Qt::AlignLeft);
}

LinePlot::~LinePlot() = default;

void LinePlot::set_series(std::vector<Series> series) {
    chart_->removeAllSeries();
    curves_.clear();
    for (Series& one : series) {
        Curve& curve = curves_.emplace_back();
        curve.series = std::move(one);
    }
    from_beneath_.clear();
    for (const bool overlaid : {true, false})
        for (Curve& curve : curves_)
            if (curve.series.overlay.has_value() == overlaid)
                from_beneath_.push_back(&curve);
    for (Curve* curve : from_beneath_)
        for (QLineSeries** line : {&curve->raw_line, &curve->smooth_line}) {
            *line = new QLineSeries(chart_);
            chart_->addSeries(*line);
            (*line)->attachAxis(x_axis_);
            (*line)->attachAxis(y_axis_);
        }
    forget_growth();
    refresh();
}

void LinePlot::set_markers(std::vector<Marker> markers) {
    markers_ = std::move(markers);
    refresh();
}

void LinePlot::set_references(std::vector<Reference> references) {
    references_ = std::move(references);
    refresh();
}

void LinePlot::set_x_title(const QString& title) {
    x_title_ = title;
    refresh();
}

void LinePlot::set_y_range(std::optional<Range> range) {
    fixed_y_ = range;
    refresh();
}

void LinePlot::set_x_scale(Scale scale) {
    x_scale_ = scale;
    fit();
}

void LinePlot::set_y_scale(Scale scale) {
    y_scale_ = scale;
    fit();
}

void LinePlot::set_smoothing(double factor) {
    smoothing_ = std::clamp(factor, 0.0, 0.9999);
    refresh();
}

void LinePlot::forget_growth() {
    x_grown_.reset();
    y_grown_.reset();
}

std::optional<double> LinePlot::step_at(const QPointF& place) const {
    return frame().x_at(place.x());
}

std::optional<double> LinePlot::step_beside(int stride) const {
    const QRectF area = frame().area();
    const double now = cursor() ? frame().to_pixel_x(*cursor()) : area.center().x();
    return frame().x_at(std::clamp(now + 2 * stride, area.left(), area.right()));
}

QColor LinePlot::colour_of_curve(const Curve& curve, const QPalette& colours) const {
    return curve.series.overlay ? overlay_colour(*curve.series.overlay, colours) : colour_of(curve.series.meaning, colours);
}

std::optional<Sign> LinePlot::sign_of(const Curve& curve) const {
    if (curve.series.overlay)
        return Sign{*curve.series.overlay, true};
    const auto own = std::ranges::count_if(curves_, [](const Curve& one) { return !one.series.overlay; });
    return own > 1 ? std::optional(Sign{static_cast<int>(&curve - curves_.data()), false}) : std::nullopt;
}

bool LinePlot::is_empty() const {
    return std::all_of(curves_.begin(), curves_.end(), [](const Curve& curve) { return curve.raw_points.empty(); });
}

/// First and last step of all series, above 0 where the axis needs it.
std::optional<Range> LinePlot::data_x() const {
    std::optional<Range> range;
    for (const Curve& curve : curves_) {
        const Points points = curve.series.read();
        const std::size_t first = x_scale_ == Scale::logarithmic ? first_at_least(points, std::numeric_limits<double>::min()) : 0;
        if (first >= points.size())
            continue;
        const Range own{points.x_at(first), points.x_at(points.size() - 1)};
        range = range ? Range{std::min(range->low, own.low), std::max(range->high, own.high)} : own;
    }
    return range;
}

Range LinePlot::choose_x() {
    if (x_view())
        return *x_view();
    const std::optional<Range> data = data_x();
    if (!data) {
        x_grown_.reset();
        return x_scale_ == Scale::logarithmic ? Range{1, 1000} : Range{0, 100};
    }
    x_grown_ = grow(x_grown_, *data, x_scale_, 0, 5);
    return *x_grown_;
}

Range LinePlot::choose_y() {
    if (y_view())
        return *y_view();
    if (fixed_y_)
        return *fixed_y_;
    std::optional<Range> data;
    const auto include = [&](double value) {
        if (y_scale_ == Scale::linear || value > 0)
            data = data ? Range{std::min(data->low, value), std::max(data->high, value)} : Range{value, value};
    };
    for (const Curve& curve : curves_)
        for (const Point& point : curve.raw_points)
            include(point.y);
    if (!data)
        y_grown_.reset();
    for (const Reference& reference : references_)
        include(reference.y);
    if (!data)
        return y_scale_ == Scale::logarithmic ? Range{0.1, 10} : Range{0, 1};
    y_grown_ = grow(y_grown_, *data, y_scale_);
    return *y_grown_;
}

void LinePlot::decimate_curves(const Range& x, int columns) {
    count_ = {};
    const View view{x, columns, x_scale_, y_scale_};
    for (Curve& curve : curves_) {
        Points points = curve.series.read();
        curve.raw_points = curve.raw_decimation.update(points, view);
        count_.drawn += curve.raw_points.size();
        count_.hidden += curve.raw_decimation.hidden();
        count_.held += curve.raw_decimation.held();
        curve.smooth_points.clear();
        if (curve.is_smoothed(smoothing_)) {
            points.y = curve.smooth.update(points, smoothing_);
            curve.smooth_points = curve.smooth_decimation.update(points, view);
        }
    }
    count_.drawn = std::min(count_.drawn, count_.held);
}

std::vector<QString> LinePlot::notes() const {
    const bool smoothed = std::ranges::any_of(curves_, [this](const Curve& curve) { return curve.is_smoothed(smoothing_); });
    QStringList parts;
    if (smoothed)
        parts << tr("EMA %1").arg(smoothing_);
    if (count_.hidden > 0)
        parts << tr("%1 values ≤ 0 not shown").arg(grouped(count_.hidden));
    const QString average = parts.join(QStringLiteral(" · "));
    if (count_.drawn + count_.hidden >= count_.held)
        return average.isEmpty() ? std::vector<QString>{} : std::vector<QString>{average};
    const QString drawn = grouped(count_.drawn);
    const QString held = grouped(count_.held);
    const QString join = average.isEmpty() ? QString() : average + QStringLiteral(" · ");
    return {join + tr("%1 of %2 points drawn").arg(drawn, held), join + tr("%1 of %2 points").arg(drawn, held), join + drawn + u'/' + held};
}

void LinePlot::lay_out(const QSizeF& size, const QPalette& colours) {
    const Range x = choose_x();
    decimate_curves(x, std::max(static_cast<int>(size.width()), 16));
    FrameContent content = header();
    content.x = {x_title_, x, x_scale_};
    content.y = {{}, choose_y(), y_scale_};
    content.notes = notes();
    for (const Curve& curve : curves_)
        if (const QString name = curve.series.legend.value_or(curve.series.label); !name.isEmpty() && curves_.size() > 1)
            content.legend.push_back({name, colour_of_curve(curve, colours), curve.series.dashed, sign_of(curve)});
    set_frame(PlotFrame(std::move(content), size, font(), colours));
    place_curves(size, colours);
}

void LinePlot::place_curves(const QSizeF& size, const QPalette& colours) {
    if (chart_->size() != size || chart_->plotArea() != frame().area()) {
        chart_->resize(size);
        chart_->setPlotArea(frame().area());
        chart_->layout()->activate();
        scene_.setSceneRect(QRectF(QPointF(0, 0), size));
    }
    const FrameContent& content = frame().content();
    const auto replace = [&content](QLineSeries* line, const std::vector<Point>& points) {
        if (points.empty() && line->count() == 0)
            return;
        QList<QPointF> places;
        places.reserve(static_cast<qsizetype>(points.size()));
        for (const Point& point : points)
            places.append(QPointF(content.x.share_of(point.x), content.y.share_of(point.y)));
        line->replace(places);
    };
    hides_chart_ = std::ranges::any_of(
        curves_, [this](const Curve& curve) { return curve.series.overlay && (is_crowded(curve.raw_points) || is_crowded(curve.smooth_points)); });
    for (const Curve& curve : curves_) {
        const auto charted = [&](const std::vector<Point>& points) { return is_drawn_by_us(curve, points) ? std::vector<Point>{} : points; };
        const auto pen = [](const CurveStyle& style) { return QPen(style.colour, style.width, style.dashed ? Qt::DotLine : Qt::SolidLine); };
        curve.raw_line->setPen(pen(raw_style(curve, colours)));
        curve.smooth_line->setPen(pen(smooth_style(curve, colours)));
        replace(curve.raw_line, charted(curve.raw_points));
        replace(curve.smooth_line, charted(curve.smooth_points));
    }
}

CurveStyle LinePlot::raw_style(const Curve& curve, const QPalette& colours) const {
    const QColor colour = colour_of_curve(curve, colours);
    if (!curve.smooth_points.empty())
        return {faint(colour, colours), 1, false};
    // Where curves are dense a wide pen only smears them.
    const bool dense = static_cast<double>(curve.raw_points.size()) > frame().area().width() / 2;
    return {colour, line_scale() * (dense ? 1 : 1.5), curve.series.dashed};
}

CurveStyle LinePlot::smooth_style(const Curve& curve, const QPalette& colours) const {
    return {colour_of_curve(curve, colours), 1.8 * line_scale(), curve.series.dashed};
}

/// Whether there are so many points that the chart, which strokes the outline of the whole curve, would take longer than all the rest.
bool LinePlot::is_crowded(const std::vector<Point>& points) const {
    return static_cast<double>(points.size()) > frame().area().width() / 8;
}

/// What lies over a curve that we draw must be drawn by us as well: the chart comes before all of that.
bool LinePlot::is_drawn_by_us(const Curve& curve, const std::vector<Point>& points) const {
    return is_crowded(points) || (hides_chart_ && !curve.series.overlay && !points.empty());
}

void LinePlot::draw_ours(QPainter& painter) const {
    for (const Curve* curve : from_beneath_) {
        if (is_drawn_by_us(*curve, curve->raw_points))
            draw_curve(painter, frame(), curve->raw_points, raw_style(*curve, frame().colours()));
        if (is_drawn_by_us(*curve, curve->smooth_points))
            draw_curve(painter, frame(), curve->smooth_points, smooth_style(*curve, frame().colours()));
    }
}

/// At the end of each curve, as in the legend.
void LinePlot::draw_signs(QPainter& painter) const {
    const FrameContent& content = frame().content();
    for (const Curve* curve : from_beneath_) {
        const std::optional<Sign> sign = sign_of(*curve);
        if (!sign)
            continue;
        const std::vector<Point>& points = curve->smooth_points.empty() ? curve->raw_points : curve->smooth_points;
        const auto last = std::find_if(points.rbegin(), points.rend(), [&](const Point& point) { return content.x.range.contains(point.x); });
        if (last != points.rend() && content.y.range.contains(last->y))
            draw_sign(painter, {frame().to_pixel_x(last->x), frame().to_pixel_y(last->y)}, *sign, colour_of_curve(*curve, frame().colours()),
                      frame().colours().color(QPalette::Base), 7 * line_scale());
    }
}

void LinePlot::draw_plot(QPainter& painter) {
    frame().draw_ground(painter);
    if (is_empty()) {
        frame().draw_surround(painter);
        frame().draw_empty_text(painter, empty_text());
        return;
    }
    draw_lines(painter, frame(), references_, markers_);
    scene_.render(&painter, frame().bounds(), frame().bounds());
    draw_ours(painter);
    for (const Curve* curve : from_beneath_)
        if (static_cast<double>(curve->raw_points.size()) * 12 < frame().area().width())
            draw_dots(painter, frame(), curve->raw_points, colour_of_curve(*curve, frame().colours()));
    frame().draw_surround(painter);
    draw_signs(painter);
    draw_labels(painter, frame(), references_, markers_, references_.empty() && markers_.empty() ? std::vector<QPolygonF>{} : curves_in_pixels());
}

std::vector<QPolygonF> LinePlot::curves_in_pixels() const {
    std::vector<QPolygonF> curves;
    for (const Curve& curve : curves_) {
        QPolygonF& line = curves.emplace_back();
        for (const Point& point : curve.raw_points)
            line << QPointF(frame().to_pixel_x(point.x), frame().to_pixel_y(point.y));
    }
    return curves;
}

} // namespace overdamp
