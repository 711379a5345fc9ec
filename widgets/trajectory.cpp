// SPDX-License-Identifier: GPL-3.0-or-later
// The path of training through the plane of loss and entropy, over the density of all visited points.
#include "widgets/trajectory.h"

#include "core/telemetry/metrics.h"
#include "widgets/annotations.h"
#include "widgets/wording.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace overdamp {

namespace {

constexpr int columns_of_grid = 56;
constexpr int rows_of_grid = 42;
constexpr double bar_width = 10;
constexpr double bar_gap = 5;

bool is_finite(const Vertex& vertex) {
    return std::isfinite(vertex.x) && std::isfinite(vertex.y) && std::isfinite(vertex.value);
}

Vertex vertex_of(const TrajectoryColumns& columns, std::size_t index) {
    return {static_cast<double>(columns.steps[index]), columns.loss[index], columns.entropy[index], columns.strength[index]};
}

void include(std::optional<Range>& range, double value) {
    range = range ? Range{std::min(range->low, value), std::max(range->high, value)} : Range{value, value};
}

/// The part of viridis that stands out from the background.
QColor trail_colour(double position, const QPalette& colours) {
    return is_dark(colours) ? viridis(0.3 + 0.7 * position) : viridis(0.92 * position);
}

struct ColourBar {
    QString title;
    QString low, high;
    std::function<QColor(double)> colour;
};

void draw_colour_bar(QPainter& painter, const PlotFrame& frame, const QRectF& place, const ColourBar& bar) {
    const QFontMetricsF metrics(frame.small_font());
    const QRectF body(place.left(), place.top() + metrics.height() + 2, bar_width, place.height() - metrics.height() - 2);
    QLinearGradient gradient(body.bottomLeft(), body.topLeft());
    constexpr int stops = 32;
    for (int stop = 0; stop <= stops; ++stop)
        gradient.setColorAt(static_cast<double>(stop) / stops, bar.colour(static_cast<double>(stop) / stops));
    painter.setPen(QPen(mix(frame.colours().color(QPalette::Base), frame.colours().color(QPalette::Text), 0.28), 1));
    painter.setBrush(gradient);
    painter.drawRect(body);
    painter.setBrush(Qt::NoBrush);
    painter.setFont(frame.small_font());
    painter.setPen(frame.secondary_text());
    painter.drawText(QPointF(place.left(), place.top() + metrics.ascent()), bar.title);
    const double left = body.right() + bar_gap;
    painter.drawText(QPointF(left, body.top() + metrics.capHeight()), bar.high);
    if (body.height() > 2 * metrics.height())
        painter.drawText(QPointF(left, body.bottom()), bar.low);
}

QString short_count(std::uint32_t count) {
    if (count >= 1000000)
        return QString::number(count / 1e6, 'g', 3) + u'M';
    return count >= 10000 ? QString::number(count / 1e3, 'f', 0) + u'k' : QString::number(count);
}

} // namespace

TrajectoryColumns trajectory_of(const History& history) {
    const auto column = [&](std::string_view name) { return history.column(*find_metric(name)); };
    return {history.steps(MetricSource::step), column("train/loss"), column("train/predictive_entropy"), column("train/strength")};
}

Trajectory::Trajectory(QWidget* parent) : Plot(parent) {
    set_title(tr("Loss–entropy trajectory"));
}

void Trajectory::set_source(std::function<TrajectoryColumns()> read) {
    read_ = std::move(read);
    start_over();
    forget_growth();
    refresh();
}

void Trajectory::start_over() {
    density_ = Density();
    trail_ = Trail();
    vertices_.clear();
    taken_ = {};
    counted_ = 0;
    newest_.reset();
    loss_range_.reset();
    entropy_range_.reset();
    most_strength_ = 0;
}

void Trajectory::forget_growth() {
    x_grown_.reset();
    y_grown_.reset();
}

void Trajectory::take_in(const TrajectoryColumns& columns) {
    for (std::size_t index = taken_.count(); index < columns.steps.size(); ++index) {
        const Vertex point = vertex_of(columns, index);
        trail_.add(point);
        if (!is_finite(point))
            continue;
        newest_ = point;
        include(loss_range_, point.x);
        include(entropy_range_, point.y);
        most_strength_ = std::max(most_strength_, point.value);
    }
    taken_.reach_end_of(columns.losses());
    vertices_ = trail_.vertices();
}

void Trajectory::fill_density(const TrajectoryColumns& columns, std::size_t begin) {
    for (std::size_t index = begin; index < columns.steps.size(); ++index)
        density_.add(columns.loss[index], columns.entropy[index]);
    counted_ = columns.steps.size();
}

void Trajectory::lay_out(const QSizeF& size, const QPalette& colours) {
    const TrajectoryColumns columns = read_ ? read_() : TrajectoryColumns{};
    if (!taken_.continues(columns.losses()))
        start_over();
    take_in(columns);
    take_in_companions();
    std::optional<Range> losses = loss_range_, entropies = entropy_range_;
    for (const Companion& companion : companions_)
        for (const Vertex& vertex : companion.vertices) {
            include(losses, vertex.x);
            include(entropies, vertex.y);
        }
    if (losses) {
        x_grown_ = grow(x_grown_, *losses);
        y_grown_ = grow(y_grown_, *entropies);
    }
    const Range x = x_view().value_or(x_grown_.value_or(Range{0, 8}));
    const Range y = y_view().value_or(y_grown_.value_or(Range{0, 8}));
    const Grid grid{x, y, columns_of_grid, rows_of_grid};
    if (density_.grid() != grid) {
        density_ = Density(grid);
        counted_ = 0;
    }
    fill_density(columns, counted_);
    FrameContent content = header();
    content.x = {tr("Loss (nats)"), x};
    content.y = {tr("Predictive entropy (nats)"), y};
    if (trail_.stretch() > 1)
        content.notes = {tr("trail: means of %1 steps").arg(count_text(trail_.stretch())), tr("means of %1 steps").arg(count_text(trail_.stretch()))};
    const QFontMetricsF metrics(tabular(scaled(font(), 0.9)));
    content.strip = 16 + bar_width + bar_gap + metrics.horizontalAdvance(QStringLiteral("0.000"));
    set_frame(PlotFrame(std::move(content), size, font(), colours));
}

Range Trajectory::strength_scale() const {
    return {0, most_strength_ > 0 ? nice_ceiling(most_strength_) : 0.1};
}

QPointF Trajectory::place_of(double loss, double entropy) const {
    return {frame().to_pixel_x(loss), frame().to_pixel_y(entropy)};
}

void Trajectory::draw_plot(QPainter& painter) {
    frame().draw_ground(painter);
    if (!newest_) {
        frame().draw_surround(painter);
        frame().draw_empty_text(painter, empty_text());
        return;
    }
    draw_heatmap(painter);
    draw_companions(painter);
    draw_trail(painter);
    draw_markers(painter);
    draw_newest(painter);
    frame().draw_surround(painter);
    draw_legends(painter);
}

void Trajectory::draw_heatmap(QPainter& painter) const {
    std::array<QRgb, 256> colours;
    for (std::size_t level = 0; level < colours.size(); ++level)
        colours[level] = density_colour(static_cast<double>(level) / (colours.size() - 1), frame().colours()).rgba();
    QImage image(columns_of_grid, rows_of_grid, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    for (int row = 0; row < rows_of_grid; ++row)
        for (int column = 0; column < columns_of_grid; ++column)
            if (const std::uint32_t count = density_.count(column, row); count > 0)
                image.setPixel(column, rows_of_grid - 1 - row, colours[static_cast<std::size_t>(density_.level(count) * (colours.size() - 1))]);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(frame().area(), image);
}

void Trajectory::draw_trail(QPainter& painter) const {
    QPolygonF line;
    for (const Vertex& vertex : vertices_)
        line << place_of(vertex.x, vertex.y);
    QColor casing = frame().colours().color(QPalette::Base);
    casing.setAlphaF(0.75F);
    painter.setPen(QPen(casing, 2.8 * line_scale(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    // One stroke for each stretch of one colour: a stroke for each segment would cost as much as all the rest.
    constexpr double shades = 64;
    const Range scale = strength_scale();
    const auto shade_of = [&](qsizetype index) {
        return std::round((vertices_[static_cast<std::size_t>(index)].value - scale.low) / scale.span() * shades) / shades;
    };
    for (qsizetype begin = 0; begin + 1 < line.size();) {
        const double shade = shade_of(begin + 1);
        qsizetype end = begin + 2;
        while (end < line.size() && shade_of(end) == shade)
            ++end;
        painter.setPen(QPen(trail_colour(shade, frame().colours()), 1.6 * line_scale(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line.constData() + begin, static_cast<int>(end - begin));
        begin = end - 1;
    }
}

void Trajectory::draw_newest(QPainter& painter) const {
    const QPointF centre = place_of(newest_->x, newest_->y);
    const Range scale = strength_scale();
    painter.setPen(QPen(frame().colours().color(QPalette::Base), 4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(centre, 5, 5);
    painter.setPen(QPen(frame().colours().color(QPalette::Text), 1.6));
    painter.setBrush(trail_colour((newest_->value - scale.low) / scale.span(), frame().colours()));
    painter.drawEllipse(centre, 5, 5);
    painter.setBrush(Qt::NoBrush);
}

void Trajectory::draw_legends(QPainter& painter) const {
    const QRectF area = frame().area();
    const double left = area.right() + 10;
    const double half = area.height() / 2;
    const QSizeF size(frame().bounds().right() - left, half - 6);
    const QPalette& colours = frame().colours();
    const auto strength = [&](double position) { return trail_colour(position, colours); };
    draw_colour_bar(painter, frame(), QRectF(QPointF(left, area.top()), size),
                    {QStringLiteral("α"), QStringLiteral("0"), QString::number(strength_scale().high, 'g', 3), strength});
    const auto density = [&](double position) { return density_colour(position, colours); };
    draw_colour_bar(painter, frame(), QRectF(QPointF(left, area.top() + half + 6), size),
                    {tr("visits"), QStringLiteral("0"), short_count(density_.most()), density});
}

/// The values of the step, or of the first one after it.
std::optional<Vertex> Trajectory::vertex_near(double step) const {
    const TrajectoryColumns columns = read_();
    const auto place = std::lower_bound(columns.steps.begin(), columns.steps.end(), static_cast<std::int64_t>(std::floor(step)));
    if (place == columns.steps.end())
        return std::nullopt;
    const Vertex at = vertex_of(columns, static_cast<std::size_t>(place - columns.steps.begin()));
    return is_finite(at) ? std::optional(at) : std::nullopt;
}

void Trajectory::draw_cursor(QPainter& painter) {
    if (!newest_)
        return;
    draw_marks(painter);
    const std::optional<Vertex> found = cursor() ? vertex_near(*cursor()) : std::nullopt;
    if (!found || !visible_x().contains(found->x) || !visible_y().contains(found->y))
        return;
    const Vertex at = *found;
    const QPalette& colours = frame().colours();
    const QPointF centre = place_of(at.x, at.y);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour_of(Meaning::accent, colours), 2));
    painter.drawEllipse(centre, 6, 6);
    draw_readout(painter, frame(), centre,
                 {{tr("Step %1").arg(count_text(std::llround(at.step))), colours.color(QPalette::ToolTipText)},
                  {tr("Loss %1").arg(readable(at.x)), colour_of(Meaning::loss, colours)},
                  {tr("Entropy %1").arg(readable(at.y)), colour_of(Meaning::entropy, colours)},
                  {QStringLiteral("α %1").arg(at.value, 0, 'g', 3), colour_of(Meaning::strength, colours)}});
}

/// The step in the middle of the nearest stretch of the trail, if that is near.
std::optional<double> Trajectory::step_at(const QPointF& place) const {
    constexpr double reach = 20;
    double nearest = reach * reach;
    std::optional<double> step;
    for (const Vertex& vertex : vertices_) {
        const QPointF apart = place_of(vertex.x, vertex.y) - place;
        if (const double distance = QPointF::dotProduct(apart, apart); distance < nearest) {
            nearest = distance;
            step = vertex.step;
        }
    }
    return step;
}

std::optional<double> Trajectory::step_beside(int stride) const {
    if (vertices_.empty())
        return std::nullopt;
    const double now = cursor().value_or(vertices_.back().step);
    const auto is_before = [](const Vertex& vertex, double step) { return vertex.step < step; };
    const auto place = std::lower_bound(vertices_.begin(), vertices_.end(), now, is_before);
    const auto last = static_cast<std::ptrdiff_t>(vertices_.size()) - 1;
    return vertices_[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(place - vertices_.begin() + stride, 0, last))].step;
}

} // namespace overdamp
