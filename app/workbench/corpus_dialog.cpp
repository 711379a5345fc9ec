// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/corpus_dialog.h"

#include "core/language/corpus_files.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace overdamp {

namespace {

constexpr QSize first_size{540, 620};
constexpr int progress_positions = 1000;
constexpr int row_air = 4;

QString number(std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); }

QString decimal(double value, int digits) { return QLocale().toString(value, 'f', digits); }

/// language.corpus for what was given.
std::string corpus_of(const QStringList& paths, const std::filesystem::path& runs) {
    if (paths.size() == 1)
        return paths.first().toStdString();
    std::vector<std::filesystem::path> files;
    for (const QString& path : paths)
        files.emplace_back(path.toStdString());
    return collect_corpus(files, corpora_folder(std::filesystem::absolute(runs))).string();
}

QString shown_warning(const CorpusWarning& warning) {
    QString text = translated(warning.text);
    for (std::size_t i = 0; i < warning.values.size(); ++i)
        text.replace(QLatin1Char('%') + QString::number(i + 1), number(std::stoll(warning.values[i])));
    return text;
}

QTableWidgetItem* cell(const QString& text, Qt::Alignment alignment) {
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

CorpusDialog::CorpusDialog(const QStringList& paths, std::filesystem::path runs, const Knobs& knobs, QWidget* parent)
    : QDialog(parent), name_(new QLabel), progress_(new QProgressBar), facts_(new QFormLayout), words_(new QTableWidget), words_title_(new QLabel),
      warnings_(new QLabel), buttons_(new QDialogButtonBox(QDialogButtonBox::Cancel)), cancelled_(std::make_shared<std::atomic<bool>>(false)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Train on a text"));
    name_->setText(paths.size() == 1 ? QFileInfo(paths.first()).fileName() : tr("%1 files").arg(number(paths.size())));
    name_->setToolTip(paths.join(QLatin1Char('\n')));
    build();
    resize(first_size);
    read(paths, runs, knobs);
}

CorpusDialog::~CorpusDialog() {
    *cancelled_ = true;
    if (thread_.joinable())
        thread_.join();
}

void CorpusDialog::build() {
    QFont heading = name_->font();
    heading.setBold(true);
    name_->setFont(heading);
    words_title_->setText(tr("Most frequent words and punctuation marks, which the high-frequency share counts"));
    words_title_->setWordWrap(true);
    progress_->setRange(0, progress_positions);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Share of the text that has been read"));
    words_->setColumnCount(3);
    words_->setHorizontalHeaderLabels({tr("Word"), tr("Count"), tr("Share")});
    words_->setFont(tabular(words_->font()));
    words_->setShowGrid(false);
    words_->setAlternatingRowColors(true);
    words_->verticalHeader()->hide();
    words_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + row_air);
    words_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    words_->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    words_->setAccessibleName(words_title_->text());
    warnings_->setWordWrap(true);
    warnings_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    warnings_->hide();
    train_ = buttons_->addButton(tr("Train on it"), QDialogButtonBox::AcceptRole);
    train_->setEnabled(false);
    train_->setDefault(true);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons_, &QDialogButtonBox::accepted, this, [this] {
        accept();
        Q_EMIT chosen(corpus_);
    });
    auto* column = new QVBoxLayout(this);
    column->addWidget(name_);
    column->addWidget(progress_);
    column->addLayout(facts_);
    column->addWidget(warnings_);
    column->addWidget(words_title_);
    column->addWidget(words_, 1);
    column->addWidget(buttons_);
    words_title_->hide();
    words_->hide();
    column->addStretch();
}

void CorpusDialog::read(const QStringList& paths, const std::filesystem::path& runs, Knobs knobs) {
    thread_ = std::jthread([this, paths, runs, knobs, cancelled = cancelled_]() mutable {
        const auto in_window = [&](auto what) { QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection); };
        try {
            knobs.language.corpus = corpus_of(paths, runs);
            int shown = -1;
            const CorpusReport report = report_corpus(knobs, [&](double share) {
                if (const int now = static_cast<int>(std::lround(share * progress_positions)); now > shown) {
                    shown = now;
                    in_window([this, now] { progress_->setValue(now); });
                }
                return !cancelled->load();
            });
            in_window([this, report, knobs] { show_report(report, knobs); });
        } catch (const CorpusCancelled&) {
            return;
        } catch (const std::exception& error) {
            in_window([this, message = plain(error.what())] { show_trouble(message); });
        }
    });
}

void CorpusDialog::show_report(const CorpusReport& report, const Knobs& knobs) {
    const CorpusFacts& facts = report.facts;
    reading_ = false;
    corpus_ = plain(facts.corpus);
    progress_->hide();
    const auto add = [this](const QString& name, const QString& value) {
        auto* label = new QLabel(value);
        label->setFont(tabular(label->font()));
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        facts_->addRow(name, label);
    };
    const QString size = QLocale().formattedDataSize(static_cast<qint64>(facts.bytes));
    add(tr("Size:"), facts.files == 1 ? tr("%1, %2 documents").arg(size, number(facts.documents))
                                      : tr("%1 in %2 files, %3 documents").arg(size, number(static_cast<std::int64_t>(facts.files)), number(facts.documents)));
    add(tr("Words:"), tr("%1 to train on, %2 held out").arg(number(facts.words), number(facts.held_out_words)));
    if (facts.tokens)
        add(tr("Training tokens:"), number(*facts.tokens));
    add(tr("Vocabulary:"), tr("%1 different words; the model knows %2 tokens, %3 % of the text")
                               .arg(number(facts.different_words), number(facts.vocabulary), decimal(facts.covered, 1)));
    const double tokens = static_cast<double>(facts.tokens.value_or(facts.words));
    add(tr("Model:"), tr("%1 parameters, %2 tokens for each").arg(number(report.parameters), decimal(tokens / static_cast<double>(report.parameters), 2)));
    add(tr("Training:"), tr("%1 steps read the text %2 times").arg(number(knobs.training.steps), decimal(report.passes, 1)));
    QStringList warnings;
    bool trainable = true;
    for (const CorpusWarning& warning : report.warnings) {
        warnings << shown_warning(warning);
        trainable = trainable && !warning.prevents_training;
    }
    warnings_->setText(warnings.join(QStringLiteral("\n\n")));
    warnings_->setVisible(!warnings.isEmpty());
    colour_warnings();
    show_words(facts);
    train_->setEnabled(trainable);
    train_->setFocus();
}

void CorpusDialog::show_words(const CorpusFacts& facts) {
    words_->setRowCount(static_cast<int>(facts.frequent.size()));
    for (int row = 0; row < words_->rowCount(); ++row) {
        const FrequentWord& word = facts.frequent[static_cast<std::size_t>(row)];
        words_->setItem(row, 0, cell(plain(word.text), Qt::AlignLeft));
        words_->setItem(row, 1, cell(number(word.count), Qt::AlignRight));
        words_->setItem(row, 2, cell(tr("%1 %").arg(decimal(word.share, 2)), Qt::AlignRight));
    }
    words_title_->show();
    words_->show();
}

void CorpusDialog::show_trouble(const QString& message) {
    reading_ = false;
    progress_->hide();
    warnings_->setText(message);
    warnings_->show();
    colour_warnings();
}

void CorpusDialog::colour_warnings() {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour_of(Meaning::collapse, palette()));
    warnings_->setPalette(colours);
}

void CorpusDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour_warnings();
}

QString CorpusDialog::text() const {
    QStringList texts;
    for (int row = 0; row < facts_->rowCount(); ++row)
        for (const auto role : {QFormLayout::LabelRole, QFormLayout::FieldRole})
            texts << qobject_cast<QLabel*>(facts_->itemAt(row, role)->widget())->text();
    return (texts << warnings_->text()).join(QLatin1Char('\n'));
}

} // namespace overdamp
