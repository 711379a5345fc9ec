// SPDX-License-Identifier: GPL-3.0-or-later
// One place for a plot on a page: which plot it is can be chosen, split, closed, saved.
#pragma once

#include "widgets/plot_catalog.h"
#include "widgets/plot_data.h"

#include <QWidget>

class QAbstractButton;
class QMenu;

namespace overdamp {

class LinePlot;

class PlotPane : public QWidget {
    Q_OBJECT

  public:
    /// `history` must outlive the pane.
    PlotPane(const History& history, const PlotKind& kind, QWidget* parent = nullptr);

    const PlotKind& kind() const { return *kind_; }
    Plot* plot() const { return plot_; }
    /// The plot, if it has curves over steps.
    LinePlot* step_plot() const;
    Scale y_scale() const;
    void set_y_scale(Scale scale);

    /// A menu of all plots, and one of what can be done with this one; both delete themselves when closed.
    QMenu* make_choice_menu();
    QMenu* make_menu();

  public Q_SLOTS:
    void choose(const overdamp::PlotKind& kind);

  Q_SIGNALS:
    /// plot() is another one now.
    void plot_changed();
    void split_requested(Qt::Orientation orientation);
    void close_requested();
    /// Something could not be saved.
    void problem(const QString& message);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void place_buttons();
    void save_picture();
    void save_numbers(RowsWanted rows);
    void show_table();

    const History& history_;
    const PlotKind* kind_;
    Plot* plot_ = nullptr;
    QAbstractButton* title_;
    QAbstractButton* more_;
};

} // namespace overdamp
