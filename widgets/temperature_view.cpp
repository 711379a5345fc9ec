// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/temperature_view.h"

#include "widgets/sample_text.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace overdamp {

namespace {

constexpr double hottest = 3;
constexpr qsizetype most = 8;

QString number(double value, int decimals) { return std::isnan(value) ? QStringLiteral("–") : QLocale().toString(std::abs(value), 'f', decimals); }

QString temperature_text(double temperature) { return QLocale().toString(temperature, 'g', 4); }

/// The row of the table, in the order of its columns.
std::array<QString, 5> cells_of(const TemperatureLevel& level) {
    return {temperature_text(level.temperature), number(level.hf_share_top10, 0), number(level.distinct_2, 2), number(level.sample_entropy, 2),
            number(level.decoding_entropy, 2)};
}

} // namespace

std::optional<std::vector<double>> parse_temperatures(const QString& text) {
    std::vector<double> temperatures;
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    const QStringList parts = text.split(between, Qt::SkipEmptyParts);
    if (parts.isEmpty() || parts.size() > most)
        return std::nullopt;
    for (const QString& part : parts) {
        bool fits = false;
        temperatures.push_back(part.toDouble(&fits));
        if (!fits || !(temperatures.back() >= 0 && temperatures.back() <= hottest))
            return std::nullopt;
    }
    return temperatures;
}

TemperatureView::TemperatureView(QWidget* parent)
    : QWidget(parent), temperatures_(new QLineEdit(QStringLiteral("0.5, 0.7, 1, 1.3"))), compare_(new QToolButton), copy_(new QToolButton),
      summary_(new QLabel), table_(new QTableWidget), texts_(new QTextBrowser) {
    temperatures_->setAccessibleName(tr("Temperatures"));
    temperatures_->setToolTip(tr("One to eight temperatures from 0 to 3; 0 takes the likeliest word"));
    compare_->setText(tr("Draw"));
    compare_->setToolTip(
        tr("Draw from the present parameters at each temperature, with the same seeds. Training is not disturbed: the parameters stay as they "
           "are, and no random number of the run is used up."));
    copy_->setText(tr("Copy"));
    copy_->setToolTip(tr("Copy the table and the texts"));
    copy_->setEnabled(false);
    for (QToolButton* button : {compare_, copy_})
        button->setFocusPolicy(Qt::TabFocus);
    connect(compare_, &QToolButton::clicked, this, &TemperatureView::request);
    connect(temperatures_, &QLineEdit::returnPressed, this, &TemperatureView::request);
    connect(copy_, &QToolButton::clicked, this, &TemperatureView::copy_all);
    summary_->setWordWrap(true);
    summary_->setContentsMargins(8, 0, 8, 4);
    texts_->setFrameShape(QFrame::NoFrame);
    texts_->document()->setDocumentMargin(8);
    texts_->setAccessibleName(tr("Texts at each temperature"));
    build_table();

    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    row->addWidget(temperatures_, 1);
    row->addWidget(compare_);
    row->addWidget(copy_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(summary_);
    column->addWidget(table_);
    column->addWidget(texts_, 1);
    clear();
}

void TemperatureView::build_table() {
    const std::array<std::pair<QString, QString>, 5> columns{{
        {tr("T"), tr("Temperature: the logits are divided by it before a word is drawn")},
        {tr("share %"), tr("High-frequency share of 64 sequences of 40 tokens drawn at T, percent")},
        {tr("dist-2"), tr("Distinct bigrams / bigrams of the same sequences")},
        {tr("sample"), tr("Entropy of their unigrams, nats")},
        {tr("decoding"), tr("Mean entropy of softmax(x/T) on held-out text, nats: what the temperature leaves of the model's own entropy")},
    }};
    table_->setColumnCount(static_cast<int>(columns.size()));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto* heading = new QTableWidgetItem(columns[i].first);
        heading->setToolTip(columns[i].second);
        table_->setHorizontalHeaderItem(static_cast<int>(i), heading);
    }
    table_->setFont(tabular(table_->font()));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setTabKeyNavigation(false);
    table_->setAccessibleName(tr("Measures at each temperature"));
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setMinimumSectionSize(24);
    table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void TemperatureView::show_comparison(const TemperatureComparison& comparison) {
    shown_ = comparison;
    show_waiting(false);
    draw();
}

void TemperatureView::show_failure(const QString& message) {
    show_waiting(false);
    summary_->setText(message);
}

void TemperatureView::clear() {
    shown_ = {};
    show_waiting(false);
    draw();
}

void TemperatureView::set_can_compare(bool can) {
    can_compare_ = can;
    show_waiting(waiting_);
}

QString TemperatureView::summary() const { return summary_->text(); }

void TemperatureView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

void TemperatureView::show_waiting(bool waiting) {
    waiting_ = waiting;
    compare_->setEnabled(can_compare_ && !waiting);
    compare_->setText(waiting ? tr("Drawing…") : tr("Draw"));
}

void TemperatureView::request() {
    if (!compare_->isEnabled())
        return;
    const auto temperatures = parse_temperatures(temperatures_->text());
    if (!temperatures)
        return summary_->setText(tr("Expected one to eight temperatures from 0 to 3, such as 0.5, 0.7, 1, 1.3."));
    show_waiting(true);
    Q_EMIT compare_requested(*temperatures);
}

void TemperatureView::draw() {
    table_->setRowCount(static_cast<int>(shown_.levels.size()));
    table_->setVisible(!shown_.levels.empty());
    copy_->setEnabled(!shown_.levels.empty());
    texts_->clear();
    if (shown_.levels.empty())
        return summary_->setText(
            tr("What would the present parameters write at other temperatures? Press Draw, while the run trains, pauses or has ended. "
               "Temperature changes the decoding only; a low entropy that stays at T = 1 is the model's own."));
    summary_->setText(tr("Parameters before step %1. The model's own entropy, at T = 1 on held-out text, is %2 nats; no temperature changes it.")
                          .arg(QLocale().toString(static_cast<qint64>(shown_.step)), number(shown_.model_entropy, 2)));
    QTextCharFormat heading;
    heading.setForeground(colour_of(Meaning::neutral, palette()));
    QTextCursor cursor(texts_->document());
    for (std::size_t i = 0; i < shown_.levels.size(); ++i) {
        const TemperatureLevel& level = shown_.levels[i];
        const auto cells = cells_of(level);
        for (std::size_t column = 0; column < cells.size(); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            table_->setItem(static_cast<int>(i), static_cast<int>(column), item);
        }
        QTextBlockFormat above, below;
        above.setTopMargin(i > 0 ? 8 : 0);
        below.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
        if (i > 0)
            cursor.insertBlock();
        cursor.setBlockFormat(above);
        cursor.insertText(tr("T = %1").arg(temperature_text(level.temperature)), heading);
        cursor.insertBlock(below);
        insert_sample(cursor, level.sample, palette());
    }
    table_->resizeRowsToContents();
    const int rows = table_->rowCount() > 0 ? table_->rowCount() * table_->rowHeight(0) : 0;
    table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() + rows + 2);
    cursor.movePosition(QTextCursor::Start);
    texts_->setTextCursor(cursor);
}

void TemperatureView::copy_all() {
    QString text = summary_->text() + QStringLiteral("\n\n");
    QStringList row;
    for (int column = 0; column < table_->columnCount(); ++column)
        row << table_->horizontalHeaderItem(column)->text();
    text += row.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const TemperatureLevel& level : shown_.levels) {
        const auto cells = cells_of(level);
        text += QStringList(cells.begin(), cells.end()).join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    for (const TemperatureLevel& level : shown_.levels)
        text += tr("\nT = %1\n").arg(temperature_text(level.temperature)) + sample_text(level.sample) + QLatin1Char('\n');
    QGuiApplication::clipboard()->setText(text);
}

} // namespace overdamp
