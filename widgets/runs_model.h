// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs as item models: the table itself, and what of it is shown in which order.
#pragma once

#include "core/telemetry/run_columns.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <filesystem>
#include <vector>

namespace overdamp {

/// A row a run, a column for each of run_columns(). The first column has the name, can be renamed and has a box to tick.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Shows these runs, sorted by folder as RunLister gives them. Rows whose folder and version are the same stay untouched, so that selection,
    /// order and editors hold.
    void set_runs(std::vector<RunInfo> runs);
    const RunInfo& run(int row) const { return runs_[static_cast<std::size_t>(row)]; }
    /// Row of that folder, or -1.
    int row_of(const std::filesystem::path& folder) const;
    RunValue value(int row, int column) const;

    /// The run that the window shows is set in bold; empty for none. While it is live, `state` says more closely what it does.
    void set_shown(const std::filesystem::path& folder, const QString& state);

    /// The ticked runs in the order in which they were ticked: their places give their colours.
    const std::vector<std::filesystem::path>& ticked() const { return ticked_; }
    void untick_all();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  Q_SIGNALS:
    void ticks_changed();
    /// A person typed another name for that run.
    void renamed(const std::filesystem::path& folder, const QString& name);

  private:
    void change_row(std::size_t row, RunInfo run);
    void refresh_rows();
    QVariant decoration(const RunInfo& run) const;
    QString tooltip(const RunInfo& run) const;
    std::ptrdiff_t tick_of(const std::filesystem::path& folder) const;

    std::vector<RunInfo> runs_;
    std::vector<std::filesystem::path> ticked_;
    std::filesystem::path shown_;
    QString shown_state_;
};

/// Sorts by value, runs without one last in either direction, and leaves out what the filter does not accept.
class SortedRuns : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit SortedRuns(RunsModel& runs, QObject* parent = nullptr);

    void set_filter(RunFilter filter);

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

  private:
    RunsModel& runs_;
    RunFilter filter_;
};

} // namespace overdamp
