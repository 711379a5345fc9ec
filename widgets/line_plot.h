// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over steps. Qt Charts draws the curves of few points; nothing of it shows in this interface.
#pragma once

#include "widgets/curve_drawing.h"
#include "widgets/plot.h"
#include "widgets/smoothing.h"

#include <QGraphicsScene>

class QChart;
class QLineSeries;
class QValueAxis;

namespace overdamp {

struct ReadoutLine;

/// Curves over steps, their moving averages, events and levels.
class LinePlot : public Plot {
    Q_OBJECT

  public:
    explicit LinePlot(QWidget* parent = nullptr);
    ~LinePlot() override;

    void set_series(std::vector<Series> series);
    void set_markers(std::vector<Marker> markers);
    void set_references(std::vector<Reference> references);
    void set_x_title(const QString& title);
    /// The y axis shows exactly that until the user zooms; std::nullopt fits it to the data.
    void set_y_range(std::optional<Range> range);
    void set_x_scale(Scale scale);
    void set_y_scale(Scale scale);
    /// Draws moving averages with that factor, 0 ≤ f < 1, over the faint raw curves; 0 draws the raw curves only.
    void set_smoothing(double factor);
    double smoothing() const { return smoothing_; }

    /// Points of all series inside the visible steps, and how many of them are drawn.
    struct PointCount {
        std::size_t drawn = 0;
        std::size_t held = 0;
        std::size_t hidden = 0; ///< of those held, at most 0 on a logarithmic axis
    };
    PointCount point_count() const { return count_; }
    Scale y_scale() const { return y_scale_; }

    std::vector<DataColumn> data() const override;
    bool shows(double x, std::span<const double> values) const override;
    QString description() const override;

  protected:
    void lay_out(const QSizeF& size, const QPalette& colours) override;
    void draw_plot(QPainter& painter) override;
    void draw_cursor(QPainter& painter) override;
    std::optional<double> step_at(const QPointF& place) const override;
    std::optional<double> step_beside(int stride) const override;
    std::optional<Range> data_x() const override;
    void forget_growth() override;

  private:
    struct Curve {
        Series series;
        Smoothing smooth;
        Decimation raw_decimation, smooth_decimation;
        std::vector<Point> raw_points, smooth_points; ///< as drawn
        QLineSeries* raw_line = nullptr;
        QLineSeries* smooth_line = nullptr;

        bool is_smoothed(double factor) const { return factor > 0 && series.may_smooth; }
    };

    QColor colour_of_curve(const Curve& curve, const QPalette& colours) const;
    std::optional<Sign> sign_of(const Curve& curve) const;
    Range choose_x();
    Range choose_y();
    void decimate_curves(const Range& x, int columns);
    void place_curves(const QSizeF& size, const QPalette& colours);
    CurveStyle raw_style(const Curve& curve, const QPalette& colours) const;
    CurveStyle smooth_style(const Curve& curve, const QPalette& colours) const;
    bool is_crowded(const std::vector<Point>& points) const;
    bool is_drawn_by_us(const Curve& curve, const std::vector<Point>& points) const;
    void draw_ours(QPainter& painter) const;
    void draw_signs(QPainter& painter) const;
    std::vector<QString> notes() const;
    std::vector<QPolygonF> curves_in_pixels() const;
    std::optional<double> value_at(Curve& curve, double step, bool smoothed) const;
    void draw_marks(QPainter& painter);
    std::vector<ReadoutLine> own_values(double step);
    std::vector<ReadoutLine> overlaid_values(double step);
    bool is_empty() const;

    QGraphicsScene scene_;
    QChart* chart_;
    QValueAxis* x_axis_;
    QValueAxis* y_axis_;
    std::vector<Curve> curves_;
    std::vector<Curve*> from_beneath_; ///< in the order in which they are drawn: overlays lie beneath the run shown
    bool hides_chart_ = false;         ///< an overlay is drawn by us, and so over the chart
    std::vector<Marker> markers_;
    std::vector<Reference> references_;
    QString x_title_;
    Scale x_scale_ = Scale::linear;
    Scale y_scale_ = Scale::linear;
    double smoothing_ = 0;
    std::optional<Range> fixed_y_;
    std::optional<Range> x_grown_, y_grown_; ///< what fits the data, grown in steps
    PointCount count_;
};

} // namespace overdamp
