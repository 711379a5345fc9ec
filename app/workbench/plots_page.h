// SPDX-License-Identifier: GPL-3.0-or-later
// The plots of one run in a grid, with one cursor and one range of steps.
#pragma once

#include "core/telemetry/history.h"
#include "widgets/theme.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace overdamp {

class LinePlot;
class Plot;
class Trajectory;

class PlotsPage : public QWidget {
    Q_OBJECT

  public:
    /// A plot and the file name that it is saved under.
    struct Named {
        QString name;
        Plot* plot;
    };

    /// `history` must outlive the page.
    explicit PlotsPage(const History& history, QWidget* parent = nullptr);

    /// Another run to draw beneath this one.
    struct Overlay {
        QString name;
        std::shared_ptr<const History> history;
        int colour = 0; ///< for overlay_colour()
    };

    const std::vector<Named>& plots() const { return plots_; }
    void set_overlays(std::vector<Overlay> overlays);
    /// Moves the cursor of every plot; no signal.
    void set_cursor(std::optional<double> step);

    /// The history grew.
    void refresh();
    /// Another run: everything is drawn anew and fitted.
    /// `natural_text`: the paper's shares, which are of natural text, are drawn beside the run's.
    void start_over(bool natural_text);
    /// Factor of the moving average, 0 for none.
    void set_smoothing(double factor);
    void fit();

  Q_SIGNALS:
    /// A plot could not be saved.
    void problem(const QString& message);
    /// The pointer moved over a plot, or left it.
    void cursor_moved(std::optional<double> step);

  private:
    LinePlot* make_loss_plot();
    Trajectory* make_trajectory();
    LinePlot* make_share_plot();
    LinePlot* make_norm_plot();
    void link();
    void show_menu(Plot* plot, const QString& name, const QPoint& place);
    void save(Plot* plot, const QString& name);
    void show_markers();
    void show_curves(LinePlot* plot);

    struct Curve {
        const char* metric;
        Meaning meaning;
        bool dashed = false;
    };

    const History& history_;
    std::map<LinePlot*, std::vector<Curve>> curves_;
    std::vector<Named> plots_;
    LinePlot* share_ = nullptr;
    std::vector<LinePlot*> line_plots_;
    std::vector<Overlay> overlays_;
    std::vector<LinePlot*> smoothed_; ///< those of values taken at every step
    std::size_t markers_shown_ = 0;
};

} // namespace overdamp
