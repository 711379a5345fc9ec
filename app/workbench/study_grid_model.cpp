// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_grid_model.h"

#include "app/workbench/study_queue_model.h"
#include "core/measure/cross_seed.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QFont>

#include <cmath>

namespace overdamp {

std::optional<bool> StudyGridModel::Shown::met() const {
    if (ours.empty() || paper.empty())
        return std::nullopt;
    return PaperValue{.value = mean(paper), .tolerance = tolerance}.met_by(mean(ours));
}

void StudyGridModel::show(const Study& study, const std::string& metric) {
    beginResetModel();
    study_ = study;
    metric_ = metric;
    grid_ = study_grid(study);
    rows_.clear();
    for (std::size_t first = 0; first < grid_.rows.size();) {
        std::vector<std::size_t> same;
        for (std::size_t i = first; i < grid_.rows.size() && grid_.rows[i].name == grid_.rows[first].name; ++i) {
            const QString name = plain(grid_.rows[i].name), seed = tr("seed %1").arg(grid_.rows[i].seed);
            rows_.push_back({.title = name.isEmpty() ? seed : QStringLiteral("%1 · %2").arg(name, seed), .rows = {i}});
            same.push_back(i);
        }
        const QString name = plain(grid_.rows[first].name);
        if (same.size() > 1)
            rows_.push_back({.title = name.isEmpty() ? tr("mean") : tr("%1 · mean").arg(name), .rows = same});
        first += same.size();
    }
    endResetModel();
}

void StudyGridModel::set_results(const StudyReport& report) {
    values_.clear();
    for (const CellResult& result : report.results)
        values_.push_back(result.value(metric_));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void StudyGridModel::set_progress(const StudyProgress& progress) {
    progress_ = progress;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::optional<std::size_t> StudyGridModel::cell(const QModelIndex& index) const {
    if (!index.isValid() || rows_[static_cast<std::size_t>(index.row())].rows.size() != 1)
        return std::nullopt;
    return grid_.rows[rows_[static_cast<std::size_t>(index.row())].rows.front()].cells[static_cast<std::size_t>(index.column())];
}

int StudyGridModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }

int StudyGridModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(grid_.columns.size()); }

StudyGridModel::Shown StudyGridModel::shown(const QModelIndex& index) const {
    Shown shown;
    for (const std::size_t row : rows_[static_cast<std::size_t>(index.row())].rows)
        if (const auto cell = grid_.rows[row].cells[static_cast<std::size_t>(index.column())]) {
            if (*cell < values_.size() && !std::isnan(values_[*cell]))
                shown.ours.push_back(values_[*cell]);
            if (const auto number = paper_value(study_, study_.cells[*cell], metric_)) {
                shown.paper.push_back(number->value);
                shown.tolerance = number->tolerance;
            }
        }
    return shown;
}

QString StudyGridModel::text(const QModelIndex& index) const {
    const Shown shown = this->shown(index);
    const auto single = cell(index);
    QString text = QStringLiteral("–");
    if (!shown.ours.empty())
        text = shown.ours.size() == 1 ? plain(short_number(shown.ours[0]))
                                      : QStringLiteral("%1 ± %2").arg(plain(short_number(mean(shown.ours))), plain(short_number(spread(shown.ours))));
    else if (single && *single < progress_.cells.size())
        if (const CellStatus& status = progress_.cells[*single]; status.state != CellState::waiting && status.state != CellState::finished)
            text = status.steps > 0 && status.state != CellState::failed
                       ? tr("%1, %2 %").arg(state_word(status.state)).arg(100 * status.steps / study_.cells[*single].experiment.knobs.training.steps)
                       : state_word(status.state);
    if (const auto met = shown.met())
        text += *met ? QStringLiteral("  ✓") : QStringLiteral("  ✗");
    if (!shown.paper.empty())
        text += QLatin1Char('\n') + tr("paper %1").arg(plain(short_number(mean(shown.paper))));
    return text;
}

QString StudyGridModel::sentence(const QModelIndex& index) const {
    const Shown shown = this->shown(index);
    QString what = QStringLiteral("%1, %2 %3: %4")
                       .arg(rows_[static_cast<std::size_t>(index.row())].title, plain(grid_.axis), plain(grid_.columns[static_cast<std::size_t>(index.column())]),
                            text(index).section(QLatin1Char('\n'), 0, 0));
    if (!shown.paper.empty())
        what += tr(", the paper's number %1").arg(plain(short_number(mean(shown.paper))));
    if (const auto met = shown.met())
        what += *met ? tr(": reproduced within %1").arg(shown.tolerance) : tr(": not reproduced within %1").arg(shown.tolerance);
    if (const auto single = cell(index); single && *single < progress_.cells.size() && !progress_.cells[*single].reason.empty())
        what += QStringLiteral(". ") + plain(progress_.cells[*single].reason);
    return what;
}

QVariant StudyGridModel::data(const QModelIndex& index, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::ToolTipRole:
        return QStringLiteral("<p>%1</p>").arg(sentence(index).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return sentence(index);
    case Qt::FontRole: {
        QFont font;
        font.setBold(rows_[static_cast<std::size_t>(index.row())].rows.size() > 1);
        return font;
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    case Qt::ForegroundRole:
        if (const auto met = shown(index).met())
            return colour_of(*met ? Meaning::entropy : Meaning::collapse);
        return {};
    default:
        return {};
    }
}

QVariant StudyGridModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return rows_[static_cast<std::size_t>(section)].title;
    return QStringLiteral("%1 = %2").arg(plain(grid_.axis), plain(grid_.columns[static_cast<std::size_t>(section)]));
}

} // namespace overdamp
