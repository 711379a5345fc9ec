// SPDX-License-Identifier: GPL-3.0-or-later
// The plots of one run in a splittable grid, with one cursor, two marks and one range of steps.
#pragma once

#include "widgets/plot_layout.h"
#include "widgets/plot_pane.h"

#include <QWidget>

#include <optional>
#include <vector>

class QSettings;
class QSplitter;

namespace overdamp {

class PlotsPage : public QWidget {
    Q_OBJECT

  public:
    /// `history` must outlive the page.
    explicit PlotsPage(const History& history, QWidget* parent = nullptr);

    /// From left to right and top to bottom.
    std::vector<PlotPane*> panes() const;

    /// The history grew.
    void refresh();
    /// Another run: everything is drawn anew and fitted.
    /// `natural_text`: the paper's shares, which are of natural text, are drawn beside the run's.
    void start_over(bool natural_text);
    /// What an empty plot says: the run could not start, and no key helps.
    void set_failed(bool failed);
    /// Other runs, drawn on all plots beneath this one.
    void set_overlays(std::vector<Overlay> overlays);

    /// Factor of the moving average, 0 for none.
    void set_smoothing(double factor);
    double smoothing() const { return smoothing_; }

    /// Curves are drawn that many times as thick; 1 is usual.
    void set_line_scale(double scale);

    /// Layout, choices, scales and smoothing as they are.
    PlotsState state() const;
    void set_state(const PlotsState& state);
    /// What was saved under that key, if it is whole; and the other way round.
    void restore(const QSettings& settings, const QString& key);
    void save(QSettings& settings, const QString& key) const;

  public Q_SLOTS:
    void fit();
    /// Moves the shared cursor of all plots; nothing takes it away.
    void set_cursor(std::optional<double> step);
    /// Puts a mark at the shared cursor, or takes it away where it is there already.
    void mark_a();
    void mark_b();
    void clear_marks();

  Q_SIGNALS:
    /// The pointer moved to that step on any plot, or left it.
    void cursor_moved(std::optional<double> step);
    void smoothing_changed(double factor);
    /// Panes came, went or show another plot.
    void panes_changed();
    /// Something could not be saved.
    void problem(const QString& message);

  private:
    PlotPane* make_pane(const PlotKind& kind);
    QWidget* build(const PlotLayout& layout);
    PlotLayout layout_of(const QWidget* part) const;
    void split(PlotPane* pane, Qt::Orientation orientation);
    void close(PlotPane* pane);
    void dress(PlotPane* pane);
    void connect_plot(PlotPane* pane);
    void link_x(const PlotPane* from, std::optional<Range> range);
    void set_marks(const Marks& marks);
    QString empty_text() const;
    void show_markers();
    void show_markers(PlotPane* pane, const std::vector<Marker>& markers) const;

    const History& history_;
    QWidget* root_ = nullptr;
    std::vector<Overlay> overlays_;
    std::optional<double> cursor_;
    std::optional<Range> x_view_;
    Marks marks_;
    double smoothing_ = 0.9;
    double line_scale_ = 1;
    bool natural_text_ = false, failed_ = false;
    std::size_t markers_shown_ = 0;
};

} // namespace overdamp
