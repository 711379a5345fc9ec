// SPDX-License-Identifier: GPL-3.0-or-later
// The path of training through the plane of loss and entropy, over the density of all visited points.
#pragma once

#include "widgets/density.h"
#include "widgets/plot.h"
#include "widgets/trail.h"

#include <cstdint>
#include <functional>
#include <span>

namespace overdamp {

/// Equally long columns, one entry a step.
struct TrajectoryColumns {
    std::span<const std::int64_t> steps;
    std::span<const double> loss;     ///< nats
    std::span<const double> entropy;  ///< nats
    std::span<const double> strength; ///< α

    Points losses() const { return {steps, loss}; }
};

/// The training columns of a run; for Trajectory::set_source.
TrajectoryColumns trajectory_of(const History& history);

/// Loss is x, predictive entropy is y. The heatmap counts every step on a logarithmic scale; the trail follows the means of short
/// stretches, coloured by α; a ring marks the newest step. New steps are added to what is there, so a frame costs what it adds.
class Trajectory : public Plot {
    Q_OBJECT

  public:
    explicit Trajectory(QWidget* parent = nullptr);

    /// `read` is called whenever the plot draws, and must be callable as long as the plot lives. An empty function shows nothing.
    void set_source(std::function<TrajectoryColumns()> read);
    /// What happened at these steps is marked on the trail.
    void set_markers(std::vector<Marker> markers);
    /// The trails of other runs, without a density.
    void set_overlays(const std::vector<Overlay>& overlays);

    std::vector<DataColumn> data() const override;
    bool shows(double step, std::span<const double> values) const override;
    QString description() const override;

  protected:
    void lay_out(const QSizeF& size, const QPalette& colours) override;
    void draw_plot(QPainter& painter) override;
    void draw_cursor(QPainter& painter) override;
    std::optional<double> step_at(const QPointF& place) const override;
    std::optional<double> step_beside(int stride) const override;
    std::optional<Range> data_x() const override { return loss_range_; }
    void forget_growth() override;

  private:
    /// The trail of another run.
    struct Companion {
        Overlay run;
        Trail trail;
        Progress taken;
        std::vector<Vertex> vertices;
    };

    void start_over();
    void take_in_companions();
    std::optional<Vertex> vertex_near(double step) const;
    void draw_companions(QPainter& painter) const;
    void draw_markers(QPainter& painter) const;
    void draw_marks(QPainter& painter) const;
    void take_in(const TrajectoryColumns& columns);
    void fill_density(const TrajectoryColumns& columns, std::size_t begin);
    QPointF place_of(double loss, double entropy) const;
    void draw_heatmap(QPainter& painter) const;
    void draw_trail(QPainter& painter) const;
    void draw_newest(QPainter& painter) const;
    void draw_legends(QPainter& painter) const;
    Range strength_scale() const;

    std::function<TrajectoryColumns()> read_;
    std::vector<Marker> markers_;
    std::vector<Companion> companions_;
    Density density_;
    Trail trail_;
    std::vector<Vertex> vertices_; ///< of the trail, as drawn
    Progress taken_;               ///< steps in the trail and in the ranges
    std::size_t counted_ = 0;      ///< steps in the density
    std::optional<Vertex> newest_; ///< the newest step whose values are finite
    std::optional<Range> loss_range_, entropy_range_;
    double most_strength_ = 0;
    std::optional<Range> x_grown_, y_grown_;
};

} // namespace overdamp
