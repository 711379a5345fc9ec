// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over steps, drawn by Qt Charts inside our own frame.
#include "widgets/line_plot.h"

#include "widgets/annotations.h"

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

QString grouped(std::size_t count) {
    QString text = QString::number(count);
    for (qsizetype place = text.size() - 3; place > 0; place -= 3)
        text.insert(place, QChar(0x202f));
    return text;
}

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
        Curve curve;
        curve.series = std::move(one);
        for (QLineSeries** line : {&curve.raw_line, &curve.smooth_line}) {
            *line = new QLineSeries(chart_);
            chart_->addSeries(*line);
            (*line)->attachAxis(x_axis_);
            (*line)->attachAxis(y_axis_);
        }
        curves_.push_back(std::move(curve));
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
            content.legend.push_back({name, colour_of_curve(curve, colours), curve.series.dashed});
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
    const auto charted = [this](const std::vector<Point>& points) { return is_crowded(points) ? std::vector<Point>{} : points; };
    for (const Curve& curve : curves_) {
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

void LinePlot::draw_crowded(QPainter& painter) const {
    for (const Curve& curve : curves_) {
        if (is_crowded(curve.raw_points))
            draw_curve(painter, frame(), curve.raw_points, raw_style(curve, frame().colours()));
        if (is_crowded(curve.smooth_points))
            draw_curve(painter, frame(), curve.smooth_points, smooth_style(curve, frame().colours()));
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
    draw_crowded(painter);
    for (const Curve& curve : curves_)
        if (static_cast<double>(curve.raw_points.size()) * 12 < frame().area().width())
            draw_dots(painter, frame(), curve.raw_points, colour_of_curve(curve, frame().colours()));
    frame().draw_surround(painter);
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

void LinePlot::draw_cursor(QPainter& painter) {
    if (is_empty())
        return;
    draw_marks(painter);
    if (!cursor() || !visible_x().contains(*cursor()))
        return;
    const double pixel = frame().to_pixel_x(*cursor());
    draw_cursor_line(painter, frame(), pixel);
    std::vector<ReadoutLine> lines;
    const QString heading = QStringLiteral("%1 %2").arg(x_title_, QString::number(*cursor(), 'f', 0));
    const bool smoothed = std::ranges::any_of(curves_, [this](const Curve& curve) { return curve.is_smoothed(smoothing_); });
    lines.push_back({smoothed ? tr("%1 (EMA)").arg(heading) : heading, frame().colours().color(QPalette::ToolTipText)});
    for (Curve& curve : curves_) {
        const std::optional<double> raw = value_at(curve, *cursor(), false);
        if (!raw)
            continue;
        QString text = readable(*raw);
        if (curve.is_smoothed(smoothing_))
            text += QStringLiteral(" (%1)").arg(readable(*value_at(curve, *cursor(), true)));
        if (curves_.size() > 1)
            text.prepend(curve.series.label + u' ');
        lines.push_back({text, colour_of_curve(curve, frame().colours())});
    }
    draw_readout(painter, frame(), QPointF(pixel, frame().area().top() + frame().area().height() * 0.3), lines);
}

} // namespace overdamp
