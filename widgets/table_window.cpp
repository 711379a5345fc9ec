// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/table_window.h"

#include "widgets/theme.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

class TableModel : public QAbstractTableModel {
  public:
    TableModel(PlotTable table, QObject* parent) : QAbstractTableModel(parent), table_(std::move(table)) {}

    int rowCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : static_cast<int>(table_.x.size()); }
    int columnCount(const QModelIndex& parent) const override { return parent.isValid() ? 0 : static_cast<int>(table_.names.size()) + 1; }

    QVariant data(const QModelIndex& index, int role) const override {
        if (role == Qt::TextAlignmentRole)
            return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        if (role != Qt::DisplayRole)
            return {};
        const auto row = static_cast<std::size_t>(index.row());
        const double value = index.column() == 0 ? table_.x[row] : table_.columns[static_cast<std::size_t>(index.column()) - 1][row];
        return std::isnan(value) ? QString() : QString::number(value, 'g', 10);
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (role != Qt::DisplayRole || orientation == Qt::Vertical)
            return {};
        return section == 0 ? table_.x_name : table_.names[static_cast<std::size_t>(section) - 1];
    }

  private:
    PlotTable table_;
};

} // namespace

TableWindow::TableWindow(const QString& title, PlotTable table, QWidget* parent) : QDialog(parent), view_(new QTableView) {
    setWindowTitle(title);
    resize(640, 480);
    auto* model = new TableModel(std::move(table), this);
    view_->setModel(model);
    view_->setFont(tabular(view_->font()));
    view_->setAlternatingRowColors(true);
    view_->verticalHeader()->hide();
    view_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    view_->setAccessibleName(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, &TableWindow::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(new QShortcut(QKeySequence::Copy, this), &QShortcut::activated, this, &TableWindow::copy);
    auto* column = new QVBoxLayout(this);
    column->addWidget(new QLabel(tr("%1 rows").arg(QLocale().toString(model->rowCount({})))));
    column->addWidget(view_, 1);
    column->addWidget(buttons);
}

void TableWindow::copy() {
    const QAbstractItemModel& model = *view_->model();
    const QItemSelection selection = view_->selectionModel()->selection();
    const QItemSelectionRange range =
        selection.isEmpty() ? QItemSelectionRange(model.index(0, 0), model.index(model.rowCount() - 1, model.columnCount() - 1)) : selection.first();
    QStringList heads;
    for (int column = range.left(); column <= range.right(); ++column)
        heads << model.headerData(column, Qt::Horizontal).toString();
    QString text = heads.join(u'\t') + u'\n';
    for (int row = range.top(); row <= range.bottom(); ++row)
        for (int column = range.left(); column <= range.right(); ++column)
            text += model.index(row, column).data().toString() + (column == range.right() ? u'\n' : u'\t');
    QGuiApplication::clipboard()->setText(text);
}

} // namespace overdamp
