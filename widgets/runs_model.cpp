// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs_model.h"

#include "widgets/signs.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr int swatch_size = 14;

const RunColumn& column_at(int section) { return run_columns()[static_cast<std::size_t>(section)]; }

bool is_number(const RunValue& value) { return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value); }

QString text_of(const RunColumn& column, const RunValue& value) {
    if (const auto* real = std::get_if<double>(&value); real && column.decimals >= 0)
        return std::abs(*real) < 1e6 ? QLocale().toString(*real, 'f', column.decimals) : QLocale().toString(*real, 'g', 3); // of a run that diverged
    if (const auto* count = std::get_if<std::int64_t>(&value); count && column.key != "seed") // which is a name rather than a number
        return count_text(*count);
    const QString text = plain(shown_text(column, value));
    return column.key == "state" ? translated(text.toStdString()) : text.section(QLatin1Char('\n'), 0, 0);
}

} // namespace

void RunsModel::set_runs(std::vector<RunInfo> runs) {
    std::size_t row = 0;
    for (RunInfo& run : runs) {
        while (row < runs_.size() && runs_[row].folder > run.folder) { // newest first: what sorts before is gone
            beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
            runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(row));
            endRemoveRows();
        }
        if (row < runs_.size() && runs_[row].folder == run.folder) {
            change_row(row, std::move(run));
        } else {
            beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
            runs_.insert(runs_.begin() + static_cast<std::ptrdiff_t>(row), std::move(run));
            endInsertRows();
        }
        ++row;
    }
    if (row < runs_.size()) {
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(runs_.size()) - 1);
        runs_.resize(row);
        endRemoveRows();
    }
    if (std::erase_if(ticked_, [&](const auto& folder) { return row_of(folder) < 0; }) > 0) {
        refresh_rows();
        Q_EMIT ticks_changed();
    }
}

void RunsModel::change_row(std::size_t row, RunInfo run) {
    const bool same = runs_[row].version == run.version && run.version != 0;
    runs_[row] = std::move(run);
    if (!same)
        Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), columnCount() - 1));
}

int RunsModel::row_of(const std::filesystem::path& folder) const {
    const auto found = std::ranges::lower_bound(runs_, folder, std::ranges::greater(), &RunInfo::folder);
    return found != runs_.end() && found->folder == folder ? static_cast<int>(found - runs_.begin()) : -1;
}

RunValue RunsModel::value(int row, int column) const { return column_at(column).value(run(row)); }

void RunsModel::set_shown(const std::filesystem::path& folder, const QString& state) {
    if (folder == shown_ && state == shown_state_)
        return;
    shown_ = folder;
    shown_state_ = state;
    refresh_rows();
}

void RunsModel::untick_all() {
    if (ticked_.empty())
        return;
    ticked_.clear();
    refresh_rows();
    Q_EMIT ticks_changed();
}

void RunsModel::refresh_rows() {
    if (!runs_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                           {Qt::DisplayRole, Qt::FontRole, Qt::DecorationRole, Qt::CheckStateRole});
}

int RunsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(runs_.size()); }

int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(run_columns().size()); }

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    const RunInfo& shown = run(index.row());
    const RunValue value = column_at(index.column()).value(shown);
    switch (role) {
    case Qt::DisplayRole:
        if (shown.folder == shown_ && shown.condition == RunCondition::live && !shown_state_.isEmpty() && column_at(index.column()).key == "state")
            return shown_state_;
        return text_of(column_at(index.column()), value);
    case Qt::EditRole:
        return plain(shown_text(column_at(index.column()), value));
    case Qt::ToolTipRole:
        return tooltip(shown);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (is_number(value) ? Qt::AlignRight : Qt::AlignLeft)));
    case Qt::CheckStateRole:
        return index.column() == 0 ? QVariant(tick_of(shown.folder) >= 0 ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        return index.column() == 0 ? decoration(shown) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setBold(shown.folder == shown_);
        return font;
    }
    case Qt::ForegroundRole:
        if (column_at(index.column()).key != "state")
            return {};
        if (shown.condition == RunCondition::failed || shown.condition == RunCondition::damaged)
            return colour_of(Meaning::collapse);
        return shown.condition == RunCondition::live ? QVariant(colour_of(Meaning::entropy)) : QVariant();
    default:
        return {};
    }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (index.column() != 0)
        return false;
    const RunInfo& changed = run(index.row());
    if (role == Qt::EditRole) {
        if (const QString name = value.toString().trimmed(); name != plain(changed.name()))
            Q_EMIT renamed(changed.folder, name);
        return true;
    }
    if (role != Qt::CheckStateRole)
        return false;
    if (const auto place = tick_of(changed.folder); place >= 0)
        ticked_.erase(ticked_.begin() + place);
    else
        ticked_.push_back(changed.folder);
    refresh_rows(); // the colours of those behind it move up
    Q_EMIT ticks_changed();
    return true;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const RunColumn& column = column_at(section);
    if (role == Qt::DisplayRole)
        return translated(column.label);
    if (role == Qt::ToolTipRole)
        return tr("<p>%1</p><p>In the filter: <b>%2</b></p>").arg(translated(column.help).toHtmlEscaped(), plain(column.key));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    return {};
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return {};
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == 0 ? flags | Qt::ItemIsUserCheckable | Qt::ItemIsEditable : flags;
}

QVariant RunsModel::decoration(const RunInfo& run) const {
    const auto place = tick_of(run.folder);
    if (place < 0)
        return {};
    const double ratio = qGuiApp->devicePixelRatio();
    QPixmap swatch((QSizeF(swatch_size, swatch_size) * ratio).toSize());
    swatch.setDevicePixelRatio(ratio);
    swatch.fill(Qt::transparent);
    QPainter painter(&swatch);
    const int number = static_cast<int>(place) % ticked_colours;
    draw_sign(painter, QPointF(swatch_size, swatch_size) / 2, {number, true}, overlay_colour(number), QGuiApplication::palette().color(QPalette::Base), 9);
    return swatch;
}

QString RunsModel::tooltip(const RunInfo& run) const {
    QStringList parts{tr("<b>%1</b>").arg(plain(run.name()).toHtmlEscaped())};
    if (run.condition == RunCondition::damaged)
        parts << tr("Damaged: %1").arg(plain(run.message).toHtmlEscaped());
    else if (!run.message.empty())
        parts << tr("Failed: %1").arg(plain(run.message).toHtmlEscaped());
    if (run.import_origin)
        parts << tr("Imported from %1").arg(plain(run.import_origin->source).toHtmlEscaped());
    if (!run.note.text.empty())
        parts << plain(run.note.text).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    parts << QStringLiteral("<small>%1</small>").arg(plain(run.folder.string()).toHtmlEscaped());
    return parts.join(QStringLiteral("<br>"));
}

std::ptrdiff_t RunsModel::tick_of(const std::filesystem::path& folder) const {
    const auto found = std::ranges::find(ticked_, folder);
    return found == ticked_.end() ? -1 : found - ticked_.begin();
}

SortedRuns::SortedRuns(RunsModel& runs, QObject* parent) : QSortFilterProxyModel(parent), runs_(runs) {
    setSourceModel(&runs);
    setDynamicSortFilter(true);
}

void SortedRuns::set_filter(RunFilter filter) {
    filter_ = std::move(filter);
    invalidateFilter();
}

bool SortedRuns::filterAcceptsRow(int row, const QModelIndex&) const { return filter_.accepts(runs_.run(row)); }

bool SortedRuns::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const RunValue a = runs_.value(left.row(), left.column()), b = runs_.value(right.row(), right.column());
    if ((a.index() == 0) != (b.index() == 0))
        return (sortOrder() == Qt::AscendingOrder) == (b.index() == 0);
    return compare_run_values(a, b) < 0;
}

} // namespace overdamp
