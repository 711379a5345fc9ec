// SPDX-License-Identifier: GPL-3.0-or-later
// The queue of a study as an item model.
#pragma once

#include "core/study/runner.h"

#include <QAbstractTableModel>
#include <QIcon>

namespace overdamp {

/// The word for a state, and its symbol.
QString state_word(CellState state);
QIcon state_icon(CellState state);

/// A row a run, in the order of the queue. Rows are dragged to another place.
class StudyQueueModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { name, seed, state, progress, time_left, note, columns };
    /// Of the progress column: the share done, from 0 to 1.
    static constexpr int share_role = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    /// `study` must live until the next call.
    void show(const Study& study, const StudyProgress& progress, const QueueOrder& order);
    void clear();

    /// Index into the study's cells.
    std::size_t cell(int row) const { return rows_[static_cast<std::size_t>(row)]; }
    int row_of(std::size_t cell) const;
    const CellStatus& status(int row) const { return progress_.cells[cell(row)]; }
    const std::string& id(int row) const { return study_->cells[cell(row)].id; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

  Q_SIGNALS:
    /// A hand dragged these runs to before that row.
    void moved(const QStringList& ids, int row);

  private:
    QString text(int row, int column) const;

    const Study* study_ = nullptr;
    StudyProgress progress_;
    std::vector<std::size_t> rows_;
};

} // namespace overdamp
