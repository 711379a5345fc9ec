// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounds the curves of a plot: title, legend, axes, grid, labels, and the map from values to pixels.
#include "widgets/plot_frame.h"

#include "widgets/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>
#include <utility>

namespace overdamp {

namespace {

constexpr double margin = 8;
constexpr double tick_gap = 4;
constexpr double swatch = 18;
constexpr int most_ticks = 6;
constexpr double widest_names = 0.4; ///< of the picture's width

QString power_of_ten(int exponent) {
    static const QString raised = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = QStringLiteral("10");
    for (const QChar figure : QString::number(exponent))
        text += figure == QLatin1Char('-') ? QChar(u'⁻') : raised[figure.digitValue()];
    return text;
}

QString decade_label(double tick) {
    const double exponent = std::log10(tick);
    const bool whole = std::abs(exponent - std::round(exponent)) < 1e-9;
    if (whole && (tick < 0.9e-3 || tick > 0.9e4))
        return power_of_ten(static_cast<int>(std::lround(exponent)));
    if (tick >= 1e4)
        return QString::number(tick / 1e3, 'g', 4) + QLatin1Char('k');
    return QString::number(tick, 'g', 4);
}

/// Decimals that a step needs: 0.25 → 2, 0.5 → 1, 20 → 0.
int decimals_of(double step) {
    int decimals = 0;
    for (double rest = step; decimals < 12 && std::abs(rest - std::round(rest)) > 1e-6 * std::max(1.0, rest); rest *= 10)
        ++decimals;
    return decimals;
}

} // namespace

double Axis::share_of(double value) const {
    if (scale == Scale::logarithmic)
        return std::log(std::max(value, range.low * 1e-6) / range.low) / std::log(range.high / range.low);
    return (value - range.low) / range.span();
}

double Axis::value_at(double share) const {
    if (scale == Scale::logarithmic)
        return range.low * std::pow(range.high / range.low, share);
    return range.low + share * range.span();
}

std::vector<QString> tick_labels(const std::vector<double>& ticks, Scale scale) {
    std::vector<QString> labels;
    if (scale == Scale::logarithmic) {
        for (const double tick : ticks)
            labels.push_back(decade_label(tick));
        return labels;
    }
    double largest = 0;
    for (const double tick : ticks)
        largest = std::max(largest, std::abs(tick));
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : largest;
    const bool scientific = largest > 0 && (largest < 1e-3 || largest >= 1e9);
    const double unit = largest >= 1e6 ? 1e6 : largest >= 1e4 ? 1e3 : 1;
    const QString suffix = unit == 1e6 ? QStringLiteral("M") : unit == 1e3 ? QStringLiteral("k") : QString();
    for (const double tick : ticks) {
        if (scientific)
            labels.push_back(QString::number(tick, 'g', 3));
        else
            labels.push_back(tick == 0 && unit > 1 ? QStringLiteral("0") : QString::number(tick / unit, 'f', decimals_of(step / unit)) + suffix);
    }
    return labels;
}

QString readable(double value) {
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const double size = std::abs(value);
    if (size >= 1e6 || (size > 0 && size < 1e-3))
        return QString::number(value, 'g', 3);
    return QLocale().toString(value, 'f', size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

void draw_outlined_text(QPainter& painter, const QPointF& baseline, const QString& text, const QColor& colour, const QColor& outline) {
    const auto draw = [&](QPainter& on, const QPointF& place) {
        QPainterPath path;
        path.addText(place, painter.font(), text);
        on.strokePath(path, QPen(outline, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        on.setFont(painter.font());
        on.setPen(colour);
        on.drawText(place, text);
    };
    if (painter.paintEngine()->type() != QPaintEngine::Raster)
        return draw(painter, baseline);
    // Stroking letters takes as long as many curves, and the same few texts come again with every frame.
    const double ratio = painter.device()->devicePixelRatioF();
    const QString key = QStringLiteral("outlined %1 %2 %3 %4 %5").arg(painter.font().key(), colour.name(), outline.name(), QString::number(ratio), text);
    const QFontMetricsF metrics(painter.font());
    constexpr double around = 3;
    QPixmap picture;
    if (!QPixmapCache::find(key, &picture)) {
        picture = QPixmap((QSizeF(metrics.horizontalAdvance(text) + 2 * around, metrics.height() + 2 * around) * ratio).toSize() + QSize(1, 1));
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter aside(&picture);
        aside.setRenderHints(painter.renderHints());
        draw(aside, QPointF(around, around + metrics.ascent()));
        QPixmapCache::insert(key, picture);
    }
    const QPointF corner = (baseline - QPointF(around, around + metrics.ascent())) * ratio;
    painter.drawPixmap(QPointF(std::round(corner.x()), std::round(corner.y())) / ratio, picture);
}

PlotFrame::PlotFrame(FrameContent content, const QSizeF& size, const QFont& font, const QPalette& colours)
    : content_(std::move(content)), colours_(colours), bold_(font), small_(tabular(scaled(font, 0.9))), bounds_(QPointF(0, 0), size) {
    bold_.setWeight(QFont::DemiBold);
    const double top = place_header();
    const double bottom = size.height() - foot_height();
    const QFontMetricsF metrics(small_);
    area_ = QRectF(margin, top, size.width() - 2 * margin, std::max(bottom - top, 10.0));
    const auto labels = y_labels(size.width() * widest_names);
    double widest = metrics.horizontalAdvance(QStringLiteral("0.0"));
    for (const auto& [value, label] : labels)
        widest = std::max(widest, metrics.horizontalAdvance(label));
    const double title = content_.y.title.isEmpty() ? 0 : metrics.height() + 2;
    area_.setLeft(margin + title + widest + tick_gap);
    // Room for half of the label under the right end.
    const std::vector<QString> x_labels = tick_labels(nice_ticks(content_.x.range, most_ticks, content_.x.scale), content_.x.scale);
    const double overhang = x_labels.empty() ? 0 : metrics.horizontalAdvance(x_labels.back()) / 2 + 3;
    const double right = content_.strip > 0 ? content_.strip : std::max(1.5 * margin, overhang);
    area_.setRight(std::max(size.width() - right, area_.left() + 10));
    for (const auto& [value, label] : labels) {
        const double pixel = to_pixel_y(value);
        if (y_ticks_.empty() || y_ticks_.back().pixel - pixel > metrics.capHeight() + 2) // labels stay apart also on the smallest axis
            y_ticks_.push_back({pixel, label});
    }
    place_ticks();
}

std::vector<std::pair<double, QString>> PlotFrame::y_labels(double widest) const {
    const QFontMetricsF metrics(small_);
    std::vector<std::pair<double, QString>> labels;
    if (!content_.y.names.empty()) {
        for (std::size_t i = content_.y.names.size(); i-- > 0;)
            labels.emplace_back(static_cast<double>(i), metrics.elidedText(content_.y.names[i], Qt::ElideRight, widest));
        return labels;
    }
    const int count = std::clamp(static_cast<int>(area_.height() / (metrics.height() * 1.6)), 2, most_ticks);
    const std::vector<double> ticks = nice_ticks(content_.y.range, count, content_.y.scale);
    const std::vector<QString> numbers = tick_labels(ticks, content_.y.scale);
    for (std::size_t i = 0; i < ticks.size(); ++i)
        labels.emplace_back(ticks[i], numbers[i]);
    return labels;
}

/// Places the legend beside the title or, where that is too narrow, in rows below it. Returns where the area begins.
double PlotFrame::place_header() {
    const QFontMetricsF title_metrics(bold_);
    const QFontMetricsF metrics(small_);
    const double right = bounds_.width() - 1.5 * margin;
    std::vector<double> widths;
    double total = 0;
    for (const LegendEntry& entry : content_.legend) {
        widths.push_back(swatch + tick_gap + metrics.horizontalAdvance(entry.label) + margin);
        total += widths.back();
    }
    double y = margin * 0.75 + title_metrics.height();
    const double title_end = margin + std::max(title_metrics.horizontalAdvance(content_.title), content_.title_space) + 2 * margin;
    const bool beside = title_end + total <= right;
    double x = beside ? right - total + margin : margin;
    if (!beside && total > 0)
        y += metrics.height() + 2;
    for (std::size_t index = 0; index < widths.size(); ++index) {
        if (!beside && x > margin && x + widths[index] - margin > right) {
            x = margin;
            y += metrics.height();
        }
        const double baseline = beside ? margin * 0.75 + title_metrics.ascent() : y - metrics.descent();
        entries_.push_back({QPointF(x, baseline), content_.legend[index]});
        x += widths[index];
    }
    return y + margin * 0.75;
}

double PlotFrame::foot_height() const {
    const double row = QFontMetricsF(small_).height();
    const bool second_row = !content_.x.title.isEmpty() || !content_.notes.empty();
    return tick_gap + row + (second_row ? row : 0) + margin * 0.5;
}

void PlotFrame::place_ticks() {
    const QFontMetricsF metrics(small_);
    for (int count = most_ticks; count >= 2; --count) {
        x_ticks_.clear();
        const std::vector<double> ticks = nice_ticks(content_.x.range, count, content_.x.scale);
        const std::vector<QString> labels = tick_labels(ticks, content_.x.scale);
        bool fits = true;
        for (std::size_t index = 0; index < ticks.size(); ++index) {
            const double pixel = to_pixel_x(ticks[index]);
            const double half = metrics.horizontalAdvance(labels[index]) / 2;
            if (!x_ticks_.empty()) {
                const double before = x_ticks_.back().pixel + metrics.horizontalAdvance(x_ticks_.back().label) / 2;
                fits = fits && pixel - half > before + 2 * margin;
            }
            x_ticks_.push_back({pixel, labels[index]});
        }
        if (fits)
            return;
    }
}

QColor PlotFrame::secondary_text() const {
    return mix(colours_.color(QPalette::Base), colours_.color(QPalette::Text), 0.72);
}

double PlotFrame::to_pixel_x(double x) const {
    return area_.left() + content_.x.share_of(x) * area_.width();
}

double PlotFrame::to_pixel_y(double y) const {
    return area_.bottom() - content_.y.share_of(y) * area_.height();
}

double PlotFrame::x_at(double pixel) const {
    return content_.x.value_at((pixel - area_.left()) / area_.width());
}

double PlotFrame::y_at(double pixel) const {
    return content_.y.value_at((area_.bottom() - pixel) / area_.height());
}

void PlotFrame::draw_ground(QPainter& painter) const {
    const QColor base = colours_.color(QPalette::Base);
    painter.fillRect(bounds_, base);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(mix(base, colours_.color(QPalette::Text), 0.1), 1));
    for (const PlacedTick& tick : x_ticks_)
        painter.drawLine(QPointF(tick.pixel, area_.top()), QPointF(tick.pixel, area_.bottom()));
    for (const PlacedTick& tick : y_ticks_)
        painter.drawLine(QPointF(area_.left(), tick.pixel), QPointF(area_.right(), tick.pixel));
    painter.setRenderHint(QPainter::Antialiasing, true);
}

void PlotFrame::draw_surround(QPainter& painter) const {
    const QColor base = colours_.color(QPalette::Base);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(bounds_.topLeft(), QPointF(bounds_.right(), area_.top())), base);
    painter.fillRect(QRectF(QPointF(bounds_.left(), area_.bottom()), bounds_.bottomRight()), base);
    painter.fillRect(QRectF(bounds_.topLeft(), QPointF(area_.left(), bounds_.bottom())), base);
    painter.fillRect(QRectF(QPointF(area_.right(), bounds_.top()), bounds_.bottomRight()), base);
    painter.setPen(QPen(mix(base, colours_.color(QPalette::Text), 0.28), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(area_);
    painter.setRenderHint(QPainter::Antialiasing, true);
    draw_tick_labels(painter);
    draw_header(painter);
    draw_foot(painter);
}

void PlotFrame::draw_header(QPainter& painter) const {
    const QFontMetricsF title_metrics(bold_);
    painter.setFont(bold_);
    painter.setPen(colours_.color(QPalette::Text));
    const QString title = title_metrics.elidedText(content_.title, Qt::ElideRight, bounds_.width() - 2 * margin);
    painter.drawText(QPointF(margin, margin * 0.75 + title_metrics.ascent()), title);
    painter.setFont(small_);
    const double rise = QFontMetricsF(small_).xHeight() / 2;
    for (const PlacedEntry& placed : entries_) {
        const QPointF start = placed.place - QPointF(0, rise);
        painter.setPen(QPen(placed.entry.colour, 2.2, placed.entry.dashed ? Qt::DotLine : Qt::SolidLine, Qt::FlatCap));
        if (placed.entry.line)
            painter.drawLine(start, start + QPointF(swatch, 0));
        if (placed.entry.sign)
            draw_sign(painter, start + QPointF(swatch / 2, 0), *placed.entry.sign, placed.entry.colour, colours_.color(QPalette::Base), 6);
        painter.setPen(secondary_text());
        painter.drawText(placed.place + QPointF(swatch + tick_gap, 0), placed.entry.label);
    }
}

void PlotFrame::draw_tick_labels(QPainter& painter) const {
    const QFontMetricsF metrics(small_);
    painter.setFont(small_);
    painter.setPen(secondary_text());
    for (const PlacedTick& tick : y_ticks_) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double baseline = tick.pixel + metrics.capHeight() / 2;
        painter.drawText(QPointF(area_.left() - tick_gap - width, baseline), tick.label);
    }
    for (const PlacedTick& tick : x_ticks_) {
        const double width = metrics.horizontalAdvance(tick.label);
        const double left = std::clamp(tick.pixel - width / 2, 1.0, std::max(1.0, bounds_.width() - width - 2));
        painter.drawText(QPointF(left, area_.bottom() + tick_gap + metrics.ascent()), tick.label);
    }
}

void PlotFrame::draw_foot(QPainter& painter) const {
    const QFontMetricsF metrics(small_);
    painter.setFont(small_);
    painter.setPen(secondary_text());
    const double baseline = bounds_.height() - margin * 0.5 - metrics.descent();
    const double title_width = metrics.horizontalAdvance(content_.x.title);
    const double free = bounds_.width() - 1.5 * margin - area_.left() - (title_width > 0 ? title_width + 2 * margin : 0);
    const auto fitting = std::find_if(content_.notes.begin(), content_.notes.end(),
                                      [&](const QString& note) { return metrics.horizontalAdvance(note) <= free; });
    painter.drawText(QPointF(area_.left(), baseline), content_.x.title);
    if (fitting != content_.notes.end()) {
        painter.setPen(mix(colours_.color(QPalette::Base), colours_.color(QPalette::Text), 0.68));
        painter.drawText(QPointF(bounds_.width() - 1.5 * margin - metrics.horizontalAdvance(*fitting), baseline), *fitting);
    }
    if (content_.y.title.isEmpty())
        return;
    painter.save();
    painter.setPen(secondary_text());
    painter.translate(margin + metrics.ascent() - 2, area_.center().y());
    painter.rotate(-90);
    const QString title = metrics.elidedText(content_.y.title, Qt::ElideRight, area_.height() + margin);
    painter.drawText(QPointF(-metrics.horizontalAdvance(title) / 2, 0), title);
    painter.restore();
}

void PlotFrame::draw_empty_text(QPainter& painter, const QString& text) const {
    painter.setFont(bold_);
    painter.setPen(mix(colours_.color(QPalette::Base), colours_.color(QPalette::Text), 0.68));
    painter.drawText(area_.adjusted(margin, 0, -margin, 0), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap, text);
}

} // namespace overdamp
