// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounds the curves of a plot: title, legend, axes, grid, labels, and the map from values to pixels.
#pragma once

#include "widgets/nice_axis.h"
#include "widgets/signs.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QRectF>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

class QPainter;

namespace overdamp {

struct Axis {
    QString title;
    Range range;
    Scale scale = Scale::linear;
    /// What stands at 0, 1, 2, … in place of numbers; for y alone.
    std::vector<QString> names = {};

    /// Position in the range: 0 at its low end, 1 at its high end.
    double share_of(double value) const;
    double value_at(double share) const;
};

struct LegendEntry {
    QString label;
    QColor colour;
    bool dashed = false;
    std::optional<Sign> sign = std::nullopt; ///< also at the end of its curve
    bool line = true;                        ///< false: the sign alone
};

struct FrameContent {
    QString title;
    std::vector<LegendEntry> legend;
    Axis x;
    Axis y;
    /// Notes at the foot from long to short; the first that fits is shown.
    std::vector<QString> notes = {};
    /// Kept free at the right, for colour bars, pixels.
    double strip = 0;
    /// Kept free at the left of the title's row, pixels.
    double title_space = 0;
};

/// Labels for `ticks` of one axis with equally many digits: "0.5", "20k", "10⁻³".
std::vector<QString> tick_labels(const std::vector<double>& ticks, Scale scale);

/// A number to about four significant digits, as in a readout.
QString readable(double value);

/// Text with an outline in the background's colour, readable over curves.
void draw_outlined_text(QPainter& painter, const QPointF& baseline, const QString& text, const QColor& colour, const QColor& outline);

class PlotFrame {
  public:
    PlotFrame() = default;
    PlotFrame(FrameContent content, const QSizeF& size, const QFont& font, const QPalette& colours);

    /// Where the curves go.
    const QRectF& area() const { return area_; }
    const QRectF& bounds() const { return bounds_; }
    const FrameContent& content() const { return content_; }
    const QPalette& colours() const { return colours_; }
    /// For ticks and annotations; its figures are equally wide.
    const QFont& small_font() const { return small_; }
    QColor secondary_text() const;

    double to_pixel_x(double x) const;
    double to_pixel_y(double y) const;
    double x_at(double pixel) const;
    double y_at(double pixel) const;

    /// Background and grid, under the curves.
    void draw_ground(QPainter& painter) const;
    /// Everything around the area, over the curves: it hides what sticks out, as SVG files know no clipping.
    void draw_surround(QPainter& painter) const;
    /// `text`, in the middle of the area.
    void draw_empty_text(QPainter& painter, const QString& text) const;

  private:
    struct PlacedTick {
        double pixel = 0;
        QString label;
    };
    struct PlacedEntry {
        QPointF place;
        LegendEntry entry;
    };

    double place_header();
    /// Values and labels at the y axis, from the bottom up; names are at most that many pixels wide.
    std::vector<std::pair<double, QString>> y_labels(double widest) const;
    void place_ticks();
    void draw_header(QPainter& painter) const;
    void draw_tick_labels(QPainter& painter) const;
    void draw_foot(QPainter& painter) const;
    double foot_height() const;

    FrameContent content_;
    QPalette colours_;
    QFont bold_;
    QFont small_;
    QRectF bounds_;
    QRectF area_;
    std::vector<PlacedTick> x_ticks_, y_ticks_;
    std::vector<PlacedEntry> entries_;
};

} // namespace overdamp
