// SPDX-License-Identifier: GPL-3.0-or-later
// The results of a study as the table that the paper prints, each number beside the paper's.
#pragma once

#include "core/study/grid.h"
#include "core/study/report.h"
#include "core/study/runner.h"

#include <QAbstractTableModel>

namespace overdamp {

/// A row for each row of the study's table and, under rows that differ by their seed only, one for their mean. Cells of runs that are not done say how
/// far they are.
class StudyGridModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const Study& study, const std::string& metric);
    void set_results(const StudyReport& report);
    void set_progress(const StudyProgress& progress);

    const std::string& metric() const { return metric_; }
    /// Index into the study's cells; empty where there is no single run.
    std::optional<std::size_t> cell(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    struct Row {
        QString title;
        std::vector<std::size_t> rows; ///< of the grid; several for a mean
    };
    struct Shown {
        std::vector<double> ours, paper;
        double tolerance = 0;
        std::optional<bool> met() const;
    };

    Shown shown(const QModelIndex& index) const;
    QString text(const QModelIndex& index) const;
    QString sentence(const QModelIndex& index) const;

    Study study_;
    std::string metric_;
    StudyGrid grid_;
    std::vector<Row> rows_;
    std::vector<double> values_; ///< by cell of the study, NaN where there is none
    StudyProgress progress_;
};

} // namespace overdamp
