// SPDX-License-Identifier: GPL-3.0-or-later
// What every plot can do, whatever draws it.
#include "widgets/plot.h"

#include "core/settings/knobs.h"
#include "widgets/annotations.h"

#include <QEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>
#include <map>

namespace overdamp {

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString name_of(const std::string& key) {
    for (const Knob& knob : knob_table())
        if (knob.key == key)
            return text(knob.symbol.empty() ? knob.label : knob.symbol);
    return text(key);
}

QString short_value(const KnobValue& value) {
    if (const double* number = std::get_if<double>(&value))
        return QString::number(*number, 'g', 3);
    return QString::fromStdString(to_text(value));
}

} // namespace

Points points_of(const History& history, const Metric& metric) {
    return {history.steps(metric.source()), history.column(metric)};
}

QString title_of(const Metric& metric) {
    const QString label = Plot::tr(std::string(metric.label).c_str());
    if (metric.unit.empty())
        return label;
    const QString unit = metric.unit == "percent" ? QStringLiteral("%") : Plot::tr(std::string(metric.unit).c_str());
    return QStringLiteral("%1 (%2)").arg(label, unit);
}

std::vector<Marker> markers_of(std::span<const EventRecord> events) {
    struct Gesture {
        double step = 0;
        std::vector<KnobChange> changes;
    };
    std::map<std::int64_t, Gesture> gestures;
    for (const EventRecord& event : events) {
        if (event.changes.empty())
            continue;
        const auto [place, is_new] = gestures.try_emplace(event.gesture);
        Gesture& gesture = place->second;
        if (is_new)
            gesture.step = static_cast<double>(event.step);
        for (const KnobChange& change : event.changes) {
            const auto same = std::find_if(gesture.changes.begin(), gesture.changes.end(), [&](const auto& old) { return old.key == change.key; });
            if (same == gesture.changes.end())
                gesture.changes.push_back(change);
            else
                same->to = change.to;
        }
    }
    std::vector<Marker> markers;
    for (const auto& [number, gesture] : gestures) {
        QStringList labels;
        for (const KnobChange& change : gesture.changes)
            labels << QStringLiteral("%1 %2 → %3").arg(name_of(change.key), short_value(change.from), short_value(change.to));
        markers.push_back({gesture.step, labels.join(QStringLiteral(", ")), Meaning::strength});
    }
    return markers;
}

Plot::Plot(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void Plot::set_title(const QString& title) {
    title_ = title;
    setAccessibleName(title);
    refresh();
}

void Plot::set_empty_text(const QString& text) {
    empty_text_ = text;
    refresh();
}

void Plot::set_title_space(double width) {
    title_space_ = width;
    refresh();
}

FrameContent Plot::header() const {
    const bool leaves_out = on_screen_ && title_space_ > 0;
    return {.title = leaves_out ? QString() : title_, .legend = {}, .x = {}, .y = {}, .title_space = leaves_out ? title_space_ : 0};
}

void Plot::draw(QPainter& painter, const QSizeF& size, const QPalette& colours) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setFont(font());
    on_screen_ = false;
    lay_out(size, colours);
    draw_plot(painter);
    on_screen_ = true;
    lay_out(QSizeF(this->size()), palette());
}

QImage Plot::to_image(const QSize& size, double ratio) {
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(palette().color(QPalette::Base));
    QPainter painter(&image);
    draw(painter, QSizeF(size), palette());
    return image;
}

void Plot::refresh() {
    stale_ = true;
    update();
}

void Plot::paintEvent(QPaintEvent*) {
    if (stale_ || picture_.devicePixelRatio() != devicePixelRatioF()) {
        picture_ = QPixmap((QSizeF(size()) * devicePixelRatioF()).toSize());
        picture_.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&picture_);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(font());
        lay_out(QSizeF(size()), palette());
        draw_plot(painter);
        stale_ = false;
        if (!described_.isValid() || described_.hasExpired(1000)) {
            setAccessibleDescription(description());
            described_.start();
        }
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, picture_);
    painter.setRenderHint(QPainter::Antialiasing);
    if (drag_start_ && drag_button_ == Qt::LeftButton)
        draw_rubber_band(painter, frame_, QRectF(*drag_start_, drag_now_).normalized());
    draw_cursor(painter);
}

void Plot::changeEvent(QEvent* event) {
    refresh();
    QWidget::changeEvent(event);
}

void Plot::resizeEvent(QResizeEvent* event) {
    refresh();
    QWidget::resizeEvent(event);
}

} // namespace overdamp
