// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_results.h"

#include "app/workbench/html_report.h"
#include "app/workbench/study_grid_model.h"
#include "core/study/cite.h"
#include "widgets/icons.h"
#include "widgets/plot.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace overdamp {

namespace {

enum ClaimColumn { verdict_column, claim_column, paper_column, ours_column, claim_columns };

QString verdict_word(Verdict verdict) {
    switch (verdict) {
    case Verdict::reproduced:
        return StudyResults::tr("reproduced");
    case Verdict::partly:
        return StudyResults::tr("partly");
    case Verdict::not_reproduced:
        return StudyResults::tr("not reproduced");
    case Verdict::not_measured:
        return StudyResults::tr("not measured");
    }
    return {};
}

QIcon verdict_icon(Verdict verdict) {
    static constexpr const char* names[] = {"check", "twin", "close", "waiting"};
    return icon(QLatin1String(names[static_cast<std::size_t>(verdict)]));
}

Meaning verdict_meaning(Verdict verdict) {
    static constexpr Meaning meanings[] = {Meaning::entropy, Meaning::strength, Meaning::collapse, Meaning::neutral};
    return meanings[static_cast<std::size_t>(verdict)];
}

/// For a tool tip; empty ones are left out.
QString paragraphs(const QStringList& texts) {
    QString html;
    for (const QString& text : texts)
        if (!text.isEmpty())
            html += QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
    return html;
}

QTreeWidgetItem* row(Verdict verdict, const QString& what, const std::string& paper, const std::string& ours) {
    auto* item = new QTreeWidgetItem({verdict_word(verdict), what, plain(paper), plain(ours)});
    item->setIcon(verdict_column, verdict_icon(verdict));
    item->setForeground(verdict_column, colour_of(verdict_meaning(verdict)));
    for (const int column : {claim_column, paper_column, ours_column})
        item->setToolTip(column, paragraphs({item->text(column)}));
    return item;
}

/// A row across all columns with what a reader of the verdict must know.
void add_note(QTreeWidgetItem& claim, const QString& note) {
    auto* item = new QTreeWidgetItem(&claim, {StudyResults::tr("Note: %1").arg(note)});
    QFont font = item->font(verdict_column);
    font.setItalic(true);
    item->setFont(verdict_column, font);
    item->setToolTip(verdict_column, paragraphs({note}));
}

} // namespace

StudyResults::StudyResults(StudyDriver& driver, QWidget* parent)
    : QWidget(parent), driver_(driver), model_(new StudyGridModel(this)), tabs_(new QTabWidget), table_(new QTableView), claims_(new QTreeWidget),
      measures_(new QComboBox), export_(new QToolButton) {
    build_table();
    build_claims();
    auto* results = new QWidget;
    auto* column = new QVBoxLayout(results);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 0, 8, 0);
    bar->addWidget(measures_, 0);
    bar->addStretch();
    column->addLayout(bar);
    column->addWidget(table_, 1);
    tabs_->setDocumentMode(true);
    tabs_->addTab(results, tr("&Results"));
    tabs_->addTab(claims_, tr("&Claims"));

    auto* menu = new QMenu(export_);
    menu->addAction(tr("As &HTML with figures…"), this, [this] { ask_for_file(QStringLiteral("html")); });
    menu->addAction(tr("As &Markdown…"), this, [this] { ask_for_file(QStringLiteral("md")); });
    menu->addSeparator();
    menu->addAction(tr("Copy methods &text"), this, [this] { copy_citation(false); });
    menu->addAction(tr("Copy &BibTeX"), this, [this] { copy_citation(true); });
    export_->setText(tr("&Export report"));
    export_->setIcon(icon(QStringLiteral("save")));
    export_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    export_->setAutoRaise(true);
    export_->setPopupMode(QToolButton::InstantPopup);
    export_->setMenu(menu);
    export_->setFocusPolicy(Qt::TabFocus);
    tabs_->setCornerWidget(export_);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(tabs_);

    connect(&driver_, &StudyDriver::opened, this, &StudyResults::show_opened);
    connect(&driver_, &StudyDriver::progressed, this, &StudyResults::show_progress);
    connect(&driver_, &StudyDriver::results_changed, this, &StudyResults::show_results);
    connect(measures_, &QComboBox::currentIndexChanged, this, [this] {
        if (measures_->currentIndex() < 0)
            return;
        model_->show(driver_.study(), measures_->currentData().toString().toStdString());
        show_results();
        show_progress();
    });
    setEnabled(false);
}

void StudyResults::build_table() {
    table_->setModel(model_);
    table_->setAccessibleName(tr("Results beside the paper's numbers"));
    table_->setAlternatingRowColors(true);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setFont(tabular(table_->font()));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->verticalHeader()->setDefaultSectionSize(2 * table_->fontMetrics().lineSpacing() + 10); // a number and the paper's
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setMinimumSectionSize(96);
    measures_->setAccessibleName(tr("Measure shown"));
    measures_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    measures_->setMinimumContentsLength(20);
    connect(table_, &QTableView::clicked, this, &StudyResults::open);
    connect(table_, &QTableView::activated, this, &StudyResults::open);
}

void StudyResults::build_claims() {
    claims_->setColumnCount(claim_columns);
    claims_->setHeaderLabels({tr("Verdict"), tr("Claim"), tr("Paper"), tr("Ours")});
    claims_->setAccessibleName(tr("Claims and verdicts"));
    claims_->setAlternatingRowColors(true);
    claims_->setFrameShape(QFrame::NoFrame);
    claims_->setAllColumnsShowFocus(true);
    claims_->setFont(tabular(claims_->font()));
    claims_->header()->setStretchLastSection(true);
}

void StudyResults::show_opened() {
    setEnabled(true);
    claims_->clear();
    const QSignalBlocker quiet(measures_);
    measures_->clear();
    for (const std::string& name : driver_.study().metrics)
        measures_->addItem(title_of(*find_metric(name)), plain(name));
    model_->show(driver_.study(), driver_.study().metrics.front());
    show_results();
    show_progress();
}

void StudyResults::show_progress() {
    if (driver_.holds_study())
        model_->set_progress(driver_.progress());
}

void StudyResults::show_results() {
    model_->set_results(driver_.report());
    show_claims();
}

void StudyResults::show_claims() {
    const StudyReport& report = driver_.report();
    const bool first = claims_->topLevelItemCount() == 0;
    std::vector<bool> open;
    for (int i = 0; i < claims_->topLevelItemCount(); ++i)
        open.push_back(claims_->topLevelItem(i)->isExpanded());
    const int place = claims_->currentItem() && !claims_->currentItem()->parent() ? claims_->indexOfTopLevelItem(claims_->currentItem()) : -1;
    claims_->clear();
    for (std::size_t i = 0; i < report.judgements.size(); ++i) {
        const Claim& claim = report.study.claims[i];
        const auto [paper, ours] = paper_and_ours(report.judgements[i]);
        const QString where = claim.reference.empty() ? tr("not in the paper") : plain(claim.reference);
        QTreeWidgetItem* item = row(report.judgements[i].verdict, tr("%1 (%2)").arg(plain(claim.text), where), paper, ours);
        item->setToolTip(verdict_column, paragraphs({translated(claim_rule_text(claim.rule)), plain(claim.note)}));
        item->setToolTip(claim_column, paragraphs({item->text(claim_column), plain(claim.note)}));
        if (!claim.note.empty())
            add_note(*item, plain(claim.note));
        for (const Finding& finding : report.judgements[i].findings)
            item->addChild(row(finding.verdict, finding.what.empty() ? tr("all") : plain(finding.what), finding.paper, finding.ours));
        claims_->addTopLevelItem(item);
        if (!claim.note.empty())
            item->child(0)->setFirstColumnSpanned(true); // which a row outside of a tree forgets
        item->setExpanded(i < open.size() && open[i]);
        if (static_cast<int>(i) == place)
            claims_->setCurrentItem(item);
    }
    if (first) {
        claims_->resizeColumnToContents(verdict_column);
        claims_->setColumnWidth(
            verdict_column, std::max(claims_->columnWidth(verdict_column),
                                     claims_->fontMetrics().horizontalAdvance(verdict_word(Verdict::not_reproduced)) + 64 + claims_->indentation()));
        claims_->setColumnWidth(claim_column, std::max(200, claims_->width() / 2));
    }
}

void StudyResults::open(const QModelIndex& index) {
    if (const auto cell = model_->cell(index))
        if (const std::filesystem::path& run = driver_.progress().cells[*cell].run; !run.empty())
            Q_EMIT open_requested(run);
}

void StudyResults::ask_for_file(const QString& ending) {
    const QString filter = ending == QLatin1String("md") ? tr("Markdown (*.md)") : tr("HTML (*.html)");
    auto* dialog = new QFileDialog(this, tr("Export report"), plain((driver_.folder() / "report.").string()) + ending, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    connect(dialog, &QFileDialog::fileSelected, this, &StudyResults::export_to);
    dialog->open();
}

void StudyResults::export_to(const QString& file) {
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    QString failure;
    try {
        write_study_report(driver_.folder(), file.toStdString());
    } catch (const std::exception& error) {
        failure = plain(error.what());
    }
    QGuiApplication::restoreOverrideCursor();
    if (failure.isEmpty())
        Q_EMIT news(tr("The report is in %1").arg(file));
    else
        Q_EMIT problem(failure);
}

void StudyResults::copy_citation(bool bibtex) {
    try {
        const std::array folders{driver_.folder()};
        const Citation citation = cite_folders(folders);
        QGuiApplication::clipboard()->setText(plain(bibtex ? citation.bibtex : citation.methods));
        Q_EMIT news(bibtex ? tr("BibTeX copied.") : tr("Methods text copied."));
    } catch (const std::exception& error) {
        Q_EMIT problem(plain(error.what()));
    }
}

} // namespace overdamp
