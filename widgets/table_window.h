// SPDX-License-Identifier: GPL-3.0-or-later
// A plot's numbers as a table, to be read, heard and copied.
#pragma once

#include "widgets/plot_data.h"

#include <QDialog>

class QTableView;

namespace overdamp {

class TableWindow : public QDialog {
    Q_OBJECT

  public:
    TableWindow(const QString& title, PlotTable table, QWidget* parent = nullptr);

    QTableView* view() const { return view_; }

  public Q_SLOTS:
    /// Puts the selected cells, or all without a selection, on the clipboard, separated by tabs.
    void copy();

  private:
    QTableView* view_;
};

} // namespace overdamp
