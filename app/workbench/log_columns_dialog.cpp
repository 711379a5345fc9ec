// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/log_columns_dialog.h"

#include "core/telemetry/log_names.h"
#include "core/telemetry/metrics.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr QSize first_size{900, 460};
constexpr int row_air = 10, column_air = 16;

enum Column { theirs, values, meaning, column_count };

QString number(double value) {
    constexpr double largest_whole = 1e15; // that is exact
    if (std::abs(value) < largest_whole && value == std::trunc(value))
        return QLocale().toString(static_cast<qlonglong>(value));
    return QLocale().toString(value, 'g', 4);
}

QString values_of(const LogColumn& column) {
    if (column.values == 0)
        return LogColumnsDialog::tr("no numbers");
    const QString count = QLocale().toString(static_cast<qulonglong>(column.values));
    if (column.smallest == column.largest)
        return LogColumnsDialog::tr("%1 values, all %2").arg(count, number(column.last));
    return LogColumnsDialog::tr("%1 values, %2 to %3, the last %4").arg(count, number(column.smallest), number(column.largest), number(column.last));
}

QTableWidgetItem* cell(const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(text);
    return item;
}

} // namespace

LogColumnsDialog::LogColumnsDialog(const QString& log, const LogPreview& preview, QWidget* parent)
    : QDialog(parent), preview_(preview), choices_(new QStandardItemModel(this)), table_(new QTableWidget(0, column_count)), reason_(new QLabel),
      problem_(new QLabel), buttons_(new QDialogButtonBox(QDialogButtonBox::Cancel)),
      import_(buttons_->addButton(tr("&Import"), QDialogButtonBox::AcceptRole)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Columns of %1").arg(log));
    fill_choices();
    build();
    for (const LogColumn& column : preview_.columns)
        add_row(column);
    table_->resizeColumnsToContents();
    table_->setColumnWidth(theirs, std::min(table_->columnWidth(theirs) + column_air, first_size.width() / 3));
    table_->setColumnWidth(values, table_->columnWidth(values) + column_air);
    resize(first_size);
    check();
}

void LogColumnsDialog::fill_choices() {
    const auto add = [this](const QString& text, std::string_view ours, const QString& help) {
        auto* item = new QStandardItem(text);
        item->setData(plain(ours), Qt::UserRole);
        item->setToolTip(help);
        choices_->appendRow(item);
    };
    add(tr("(leave out)"), {}, tr("The column is not imported"));
    add(tr("Step"), step_column, tr("Number of the training step that the row belongs to"));
    add(tr("Clock time"), wall_column, tr("Unix time, seconds"));
    add(tr("Seconds since the start"), seconds_column, {});
    for (const Metric& metric : metric_table())
        add(QStringLiteral("%1 · %2").arg(translated(metric.label), plain(metric.name)), metric.name, translated(metric.help));
}

void LogColumnsDialog::build() {
    const auto unknown = std::ranges::count_if(preview_.columns, &LogColumn::is_unknown);
    QString reason = tr("What the names of the columns mean to this program is chosen already. Correct it where it is wrong.");
    if (std::ranges::none_of(preview_.columns, [](const LogColumn& column) { return column.ours.ends_with("/loss"); }))
        reason = tr("No column was recognised as a loss. Choose what the columns mean.");
    else if (unknown > 0)
        reason = tr("The names in bold are unknown here. Choose what these columns mean, or leave them out.");
    reason_->setText(reason);
    reason_->setWordWrap(true);
    problem_->setWordWrap(true);
    problem_->setMinimumHeight(problem_->fontMetrics().lineSpacing());
    problem_->setAccessibleName(tr("What is wrong with the choice"));
    table_->setHorizontalHeaderLabels({tr("Column"), tr("Values"), tr("Is imported as")});
    table_->horizontalHeader()->setSectionResizeMode(meaning, QHeaderView::Stretch);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(QComboBox().sizeHint().height() + row_air);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setFocusPolicy(Qt::NoFocus); // the boxes have it
    table_->setShowGrid(false);
    table_->setFont(tabular(table_->font()));
    table_->setAccessibleName(tr("Columns of the log"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(reason_);
    column->addWidget(table_, 1);
    column->addWidget(problem_);
    column->addWidget(buttons_);
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void LogColumnsDialog::add_row(const LogColumn& column) {
    const int row = table_->rowCount();
    table_->insertRow(row);
    table_->setItem(row, theirs, cell(plain(column.name)));
    table_->setItem(row, values, cell(values_of(column)));
    if (column.is_unknown) {
        QFont font = table_->font();
        font.setBold(true);
        table_->item(row, theirs)->setFont(font);
    }
    auto* box = new QComboBox;
    box->setModel(choices_);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setCurrentIndex(std::max(0, box->findData(plain(column.ours))));
    box->setAccessibleName(tr("What “%1” is imported as").arg(plain(column.name)));
    box->setEnabled(column.values > 0);
    connect(box, &QComboBox::currentIndexChanged, this, &LogColumnsDialog::check);
    auto* around = new QWidget; // keeps the box off the lines of the table
    auto* layout = new QVBoxLayout(around);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(box, 0, Qt::AlignVCenter);
    table_->setCellWidget(row, meaning, around);
}

QComboBox* LogColumnsDialog::choice(int row) const { return table_->cellWidget(row, meaning)->findChild<QComboBox*>(); }

std::vector<ImportedColumn> LogColumnsDialog::columns() const {
    std::vector<ImportedColumn> chosen;
    for (int row = 0; row < table_->rowCount(); ++row)
        chosen.push_back({preview_.columns[static_cast<std::size_t>(row)].name, choice(row)->currentData().toString().toStdString()});
    return chosen;
}

void LogColumnsDialog::check() {
    QString problem;
    const std::vector<ImportedColumn> chosen = columns();
    for (const ImportedColumn& column : chosen)
        if (!column.ours.empty() && std::ranges::count(chosen, column.ours, &ImportedColumn::ours) > 1)
            problem = tr("Two columns are to become %1; leave one of them out.").arg(plain(column.ours));
    if (std::ranges::none_of(chosen, [](const ImportedColumn& column) { return find_metric(column.ours) != nullptr; }))
        problem = tr("Nothing is imported: choose a measure for one column at least.");
    problem_->setText(problem);
    import_->setEnabled(problem.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour_of(Meaning::collapse, colours));
    problem_->setPalette(colours);
}

void LogColumnsDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        check();
}

} // namespace overdamp
