// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_queue_model.h"

#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMimeData>

#include <algorithm>
#include <cmath>
#include <set>

namespace overdamp {

namespace {

constexpr const char* rows_mime = "application/x-overdamp-study-runs";

QString tr(const char* text) { return QCoreApplication::translate("StudyQueueModel", text); }

std::int64_t planned_steps(const StudyCell& cell) { return cell.experiment.knobs.training.steps; }

QColor state_colour(CellState state) {
    switch (state) {
    case CellState::running:
        return colour_of(Meaning::entropy);
    case CellState::failed:
        return colour_of(Meaning::collapse);
    case CellState::waiting:
    case CellState::cancelled:
        return colour_of(Meaning::neutral);
    default:
        return {};
    }
}

} // namespace

QString state_word(CellState state) {
    switch (state) {
    case CellState::waiting:
        return tr("waiting");
    case CellState::running:
        return tr("running");
    case CellState::finished:
        return tr("finished");
    case CellState::interrupted:
        return tr("paused");
    case CellState::failed:
        return tr("failed");
    case CellState::held:
        return tr("held");
    case CellState::cancelled:
        return tr("cancelled");
    }
    return {};
}

QIcon state_icon(CellState state) {
    switch (state) {
    case CellState::waiting:
        return icon(QStringLiteral("waiting"));
    case CellState::running:
        return icon(QStringLiteral("play"));
    case CellState::finished:
        return icon(QStringLiteral("check"));
    case CellState::interrupted:
    case CellState::held:
        return icon(QStringLiteral("pause"));
    case CellState::failed:
        return icon(QStringLiteral("warning"));
    case CellState::cancelled:
        return icon(QStringLiteral("close"));
    }
    return {};
}

void StudyQueueModel::show(const Study& study, const StudyProgress& progress, const QueueOrder& order) {
    const std::vector<std::size_t> rows = ordered_cells(study, order);
    const bool same_rows = study_ == &study && rows == rows_;
    if (same_rows) {
        progress_ = progress;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        return;
    }
    const bool same_runs = study_ && rows.size() == rows_.size() && progress_.cells.size() == study.cells.size();
    if (same_runs)
        Q_EMIT layoutAboutToBeChanged();
    else
        beginResetModel();
    const QModelIndexList kept = same_runs ? persistentIndexList() : QModelIndexList();
    std::vector<std::size_t> cells;
    for (const QModelIndex& each : kept)
        cells.push_back(cell(each.row()));
    study_ = &study;
    progress_ = progress;
    rows_ = rows;
    for (qsizetype i = 0; i < kept.size(); ++i)
        changePersistentIndex(kept[i], index(row_of(cells[static_cast<std::size_t>(i)]), kept[i].column()));
    if (same_runs)
        Q_EMIT layoutChanged();
    else
        endResetModel();
}

void StudyQueueModel::clear() {
    beginResetModel();
    study_ = nullptr;
    rows_.clear();
    progress_ = {};
    endResetModel();
}

int StudyQueueModel::row_of(std::size_t cell) const {
    const auto found = std::ranges::find(rows_, cell);
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

int StudyQueueModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }

int StudyQueueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString StudyQueueModel::text(int row, int column) const {
    const StudyCell& cell = study_->cells[this->cell(row)];
    const CellStatus& status = this->status(row);
    const double left = this->cell(row) < progress_.cell_seconds_left.size() ? progress_.cell_seconds_left[this->cell(row)] : not_measured;
    switch (column) {
    case name:
        return plain(cell.group());
    case seed:
        return QString::number(cell.seed());
    case state:
        return state_word(status.state);
    case progress:
        return QStringLiteral("%1 / %2").arg(QLocale().toString(static_cast<qlonglong>(status.steps)),
                                             QLocale().toString(static_cast<qlonglong>(planned_steps(cell))));
    case time_left:
        if (status.state == CellState::finished)
            return tr("took %1").arg(duration_text(status.seconds));
        return status.state == CellState::failed || status.state == CellState::cancelled || std::isnan(left) ? QStringLiteral("–") : duration_text(left);
    default:
        return plain(status.reason);
    }
}

QVariant StudyQueueModel::data(const QModelIndex& index, int role) const {
    const CellStatus& status = this->status(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        if (!status.reason.empty())
            return QStringLiteral("<p>%1</p>").arg(plain(status.reason).toHtmlEscaped());
        return index.column() == name ? QVariant(plain(study_->cells[cell(index.row())].id)) : QVariant();
    case Qt::DecorationRole:
        return index.column() == state ? QVariant(state_icon(status.state)) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == state || index.column() == note)
            if (const QColor colour = state_colour(status.state); colour.isValid())
                return colour;
        return {};
    case share_role:
        if (index.column() == progress)
            return std::clamp(static_cast<double>(status.steps) / static_cast<double>(planned_steps(study_->cells[cell(index.row())])), 0.0, 1.0);
        return {};
    default:
        return {};
    }
}

QVariant StudyQueueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[columns] = {tr("Run"), tr("Seed"), tr("State"), tr("Steps"), tr("Time left"), tr("Reason")};
    return titles[section];
}

Qt::ItemFlags StudyQueueModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::ItemIsDropEnabled; // between the rows
    return QAbstractTableModel::flags(index) | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList StudyQueueModel::mimeTypes() const { return {QLatin1String(rows_mime)}; }

QMimeData* StudyQueueModel::mimeData(const QModelIndexList& indexes) const {
    std::set<int> rows;
    for (const QModelIndex& index : indexes)
        rows.insert(index.row());
    QStringList ids;
    for (const int row : rows)
        ids << plain(id(row));
    auto* data = new QMimeData;
    data->setData(QLatin1String(rows_mime), ids.join(QLatin1Char('\n')).toUtf8());
    return data;
}

bool StudyQueueModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent) {
    if (action != Qt::MoveAction || !data->hasFormat(QLatin1String(rows_mime)) || parent.isValid())
        return false;
    Q_EMIT moved(QString::fromUtf8(data->data(QLatin1String(rows_mime))).split(QLatin1Char('\n')), row < 0 ? rowCount() : row);
    return false; // the order comes back through show(): the view must not take the rows away
}

} // namespace overdamp
