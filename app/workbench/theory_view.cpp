// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/theory_view.h"

#include "core/theory/document.h"
#include "widgets/chart.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace overdamp {

namespace {

constexpr int icon_size = 20, chart_height = 280, widest_heading = 150;

QLabel* text_label(double size = 1, QFont::Weight weight = QFont::Normal) {
    auto* label = new QLabel;
    QFont font = scaled(label->font(), size);
    font.setWeight(weight);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// The parts of a label that are separated by "; ", each in the user's language.
QString translated_parts(const std::string& label) {
    QStringList parts = plain(label).split(QStringLiteral("; "));
    for (QString& part : parts)
        part = translated(part.toStdString());
    return parts.join(QStringLiteral(" · "));
}

QString title_of(const TheoryColumn& column) {
    const QString name = translated(column.name);
    return column.unit.empty() ? name : QStringLiteral("%1 (%2)").arg(name, translated(column.unit));
}

} // namespace

QString verdict_text(TheoryVerdict verdict) { return translated(name_of(verdict)); }

QIcon verdict_icon(TheoryVerdict verdict) {
    switch (verdict) {
    case TheoryVerdict::holds:
        return icon(QStringLiteral("verdict-holds"));
    case TheoryVerdict::partly:
        return icon(QStringLiteral("verdict-partly"));
    case TheoryVerdict::fails:
        break;
    }
    return icon(QStringLiteral("verdict-fails"));
}

TheoryView::TheoryView(QWidget* parent)
    : QScrollArea(parent), reference_(text_label()), claim_(text_label(1.25, QFont::DemiBold)), verdict_icon_(new QLabel), verdict_(text_label(1.1, QFont::DemiBold)),
      explanation_(text_label()), measured_(text_label()), origin_(text_label(0.9)), chart_(new Chart), table_(new QTableWidget) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verdict_->setObjectName(QStringLiteral("verdict"));
    chart_->setFixedHeight(chart_height);
    chart_->set_empty_text(tr("Run the check to see its chart"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setAlternatingRowColors(true);
    table_->verticalHeader()->hide();
    table_->setWordWrap(true);
    table_->setFont(tabular(table_->font()));
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setAccessibleName(tr("Numbers measured"));
    auto* verdict_row = new QHBoxLayout;
    verdict_row->addWidget(verdict_icon_);
    verdict_row->addWidget(verdict_, 1);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setSpacing(8);
    column->addWidget(reference_);
    column->addWidget(claim_);
    column->addLayout(verdict_row);
    column->addWidget(explanation_);
    column->addWidget(chart_);
    column->addWidget(measured_);
    column->addWidget(table_);
    column->addWidget(origin_);
    column->addStretch(1);
    setWidget(content);
}

QString TheoryView::verdict() const { return verdict_->text(); }

void TheoryView::show_check(const TheoryCheck& check, const TheoryResult* result) {
    reference_->setText(translated(check.reference));
    claim_->setText(translated(check.claim));
    measured_->setText(tr("How it is measured: %1").arg(translated(check.measured)));
    shown_ = result ? std::optional(result->verdict) : std::nullopt;
    verdict_icon_->setVisible(result != nullptr);
    verdict_icon_->setPixmap(shown_ ? verdict_icon(*shown_).pixmap(icon_size, icon_size) : QPixmap());
    verdict_->setText(shown_ ? verdict_text(*shown_) : tr("Not measured yet"));
    explanation_->setVisible(result != nullptr);
    chart_->setVisible(result != nullptr);
    table_->setVisible(result != nullptr);
    origin_->setVisible(result != nullptr);
    if (!result)
        return;
    explanation_->setText(translated(result->explanation));
    show_chart(result->chart);
    show_table(result->table);
    origin_->setText(tr("Measured by %1 in %2").arg(plain(result->version), result->seconds < 1 ? tr("less than a second") : duration_text(result->seconds)));
    verticalScrollBar()->setValue(0);
}

void TheoryView::show_chart(const TheoryChart& chart) {
    ChartContent content{.title = translated(chart.title),
                         .x_title = translated(chart.x_title),
                         .y_title = translated(chart.y_title),
                         .x_scale = chart.log_x ? Scale::logarithmic : Scale::linear,
                         .y_scale = chart.log_y ? Scale::logarithmic : Scale::linear,
                         .series = {}};
    for (const TheorySeries& series : chart.series) {
        ChartSeries& shown = content.series.emplace_back();
        shown.label = translated(series.name);
        shown.form = series.form == SeriesForm::dashed ? ChartForm::dashed : series.form == SeriesForm::dots ? ChartForm::dots : ChartForm::line;
        for (std::size_t i = 0; i < series.x.size(); ++i)
            shown.points.push_back({series.x[i], series.y[i]});
    }
    chart_->set_content(std::move(content));
}

void TheoryView::show_table(const TheoryTable& table) {
    const int columns = static_cast<int>(table.columns.size()) + 1, rows = static_cast<int>(table.rows.size());
    table_->clear();
    table_->setColumnCount(columns);
    table_->setRowCount(rows);
    QStringList headings = {translated(table.rows_are)};
    for (const TheoryColumn& column : table.columns)
        headings += title_of(column);
    table_->setHorizontalHeaderLabels(headings);
    for (int row = 0; row < rows; ++row) {
        const TheoryRow& numbers = table.rows[static_cast<std::size_t>(row)];
        table_->setItem(row, 0, new QTableWidgetItem(translated_parts(numbers.label)));
        for (int column = 1; column < columns; ++column) {
            auto* item = new QTableWidgetItem(plain(theory_number(numbers.values[static_cast<std::size_t>(column) - 1])));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table_->setItem(row, column, item);
        }
    }
    QHeaderView& header = *table_->horizontalHeader();
    header.setDefaultAlignment(Qt::AlignCenter | static_cast<Qt::Alignment>(Qt::TextWordWrap));
    header.setSectionResizeMode(QHeaderView::Interactive);
    int tallest = 1;
    const QFontMetrics metrics(header.font());
    for (int column = 0; column < columns; ++column) {
        const int wide = std::clamp(metrics.horizontalAdvance(headings[column]) + 24, 72, widest_heading);
        table_->setColumnWidth(column, std::max(wide, column == 0 ? table_->fontMetrics().averageCharWidth() * 14 : 0));
        if (column == 0)
            table_->resizeColumnToContents(0);
        tallest = std::max(tallest, metrics.boundingRect(QRect(0, 0, table_->columnWidth(column) - 12, 1000), Qt::TextWordWrap, headings[column]).height());
    }
    header.setFixedHeight(tallest + 12);
    // All rows are shown: the page scrolls, not the table.
    table_->setFixedHeight(header.height() + rows * table_->verticalHeader()->defaultSectionSize() + table_->horizontalScrollBar()->sizeHint().height() + 4);
}

void TheoryView::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && shown_)
        verdict_icon_->setPixmap(verdict_icon(*shown_).pixmap(icon_size, icon_size));
}

} // namespace overdamp
