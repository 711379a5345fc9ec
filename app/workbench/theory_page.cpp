// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/theory_page.h"

#include "app/workbench/theory_view.h"
#include "app/workbench/theory_work.h"
#include "core/settings/text.h"
#include "core/theory/document.h"
#include "widgets/icons.h"
#include "widgets/wording.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace overdamp {

namespace {

constexpr int id_role = Qt::UserRole;
constexpr int pulse = 150; // milliseconds
constexpr int row_padding = 8;
enum Column { verdict_column, reference_column, claim_column };

QTreeWidgetItem* heading(QTreeWidget& tree, const QString& text) {
    auto* item = new QTreeWidgetItem(&tree, {text});
    QFont font = item->font(0);
    font.setWeight(QFont::DemiBold);
    item->setFont(0, font);
    item->setFlags(Qt::ItemIsEnabled);
    item->setFirstColumnSpanned(true);
    item->setSizeHint(0, {0, tree.fontMetrics().height() + row_padding}); // all rows are as high as the first
    item->setExpanded(true);
    return item;
}

} // namespace

TheoryPage::TheoryPage(std::filesystem::path runs, QWidget* parent)
    : QWidget(parent), file_(std::move(runs) / "theory.json"), work_(new TheoryWork(this)), claims_(new QTreeWidget), view_(new TheoryView), run_one_(new QPushButton(tr("&Run check"))),
      run_all_(new QPushButton(tr("Run &all"))), cancel_(new QPushButton(tr("&Cancel"))), export_(new QPushButton(tr("&Export…"))), progress_(new QProgressBar), message_(new QLabel) {
    setObjectName(QStringLiteral("theory"));
    fill_claims();
    auto* splitter = new QSplitter;
    splitter->addWidget(claims_);
    splitter->addWidget(view_);
    splitter->setSizes({480, 760});
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(build_bar());
    column->addWidget(splitter, 1);
    connect(claims_, &QTreeWidget::currentItemChanged, this, &TheoryPage::show_chosen);
    connect(claims_, &QTreeWidget::itemActivated, this, [this] { run_one_->click(); });
    connect(work_, &TheoryWork::measured, this, &TheoryPage::take);
    connect(work_, &TheoryWork::begun, this, [this](const QString& id, int done, int all) {
        running_ = id;
        done_ = done;
        all_ = all;
        show_work();
    });
    connect(work_, &TheoryWork::ended, this, [this](const QString& problem) {
        running_.clear();
        if (!problem.isEmpty())
            trouble_ = problem;
        show_work();
    });
    pulse_.setInterval(pulse);
    connect(&pulse_, &QTimer::timeout, this, &TheoryPage::show_work);
    remember();
    choose(results_.empty() ? std::string(theory_checks().front().id) : results().front().id);
    show_work();
}

TheoryPage::~TheoryPage() = default;

QWidget* TheoryPage::build_bar() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    run_one_->setIcon(icon(QStringLiteral("play")));
    run_one_->setToolTip(tr("Measures the claim that is chosen"));
    run_all_->setToolTip(tr("Measures all claims and proof steps; takes a few minutes"));
    cancel_->setIcon(icon(QStringLiteral("stop")));
    export_->setIcon(icon(QStringLiteral("save")));
    export_->setToolTip(tr("Writes everything measured as Markdown or JSON"));
    progress_->setMaximumWidth(180);
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Progress of the checks"));
    message_->setTextFormat(Qt::PlainText);
    for (QWidget* widget : std::initializer_list<QWidget*>{run_one_, run_all_, cancel_, progress_})
        row->addWidget(widget);
    row->addWidget(message_, 1);
    row->addWidget(export_);
    connect(run_one_, &QPushButton::clicked, this, [this] {
        if (const auto id = chosen())
            run({*id});
    });
    connect(run_all_, &QPushButton::clicked, this, [this] {
        std::vector<std::string> ids;
        for (const TheoryCheck& check : theory_checks())
            ids.emplace_back(check.id);
        run(std::move(ids));
    });
    connect(cancel_, &QPushButton::clicked, work_, &TheoryWork::cancel);
    connect(export_, &QPushButton::clicked, this, &TheoryPage::ask_where_to_write);
    return bar;
}

void TheoryPage::fill_claims() {
    claims_->setColumnCount(3);
    claims_->setHeaderLabels({tr("Verdict"), tr("Where"), tr("Claim")});
    claims_->setUniformRowHeights(true);
    claims_->setRootIsDecorated(false);
    claims_->setIndentation(8);
    claims_->setAllColumnsShowFocus(true);
    claims_->setAccessibleName(tr("The paper's claims and proof steps"));
    QTreeWidgetItem* const groups[] = {heading(*claims_, tr("Claims")), heading(*claims_, tr("Steps of the proofs"))};
    for (const TheoryCheck& check : theory_checks()) {
        auto* item = new QTreeWidgetItem(groups[check.proof_step]);
        item->setData(0, id_role, plain(check.id));
        item->setText(reference_column, translated(check.reference));
        item->setText(claim_column, translated(check.claim));
        for (const int column : {reference_column, claim_column})
            item->setToolTip(column, item->text(column));
        show_verdict(*item);
    }
    claims_->setColumnWidth(verdict_column, 120);
    claims_->setColumnWidth(reference_column, 150);
    claims_->header()->setStretchLastSection(true);
}

void TheoryPage::remember() {
    try {
        for (TheoryResult& result : load_theory(file_))
            take(result);
    } catch (const std::exception& error) {
        trouble_ = plain(error.what());
    }
}

void TheoryPage::take(const TheoryResult& result) {
    if (!find_theory_check(result.id))
        return;
    results_.insert_or_assign(result.id, result);
    for (QTreeWidgetItemIterator item(claims_); *item; ++item)
        if ((*item)->data(0, id_role).toString() == plain(result.id))
            show_verdict(**item);
    if (chosen() == result.id)
        show_chosen();
    if (sender() != work_)
        return;
    try {
        std::filesystem::create_directories(file_.parent_path());
        write_text(file_, theory_json(results()).dump(2) + '\n');
    } catch (const std::exception& error) {
        trouble_ = plain(error.what());
    }
}

void TheoryPage::show_verdict(QTreeWidgetItem& item) {
    const auto found = results_.find(item.data(0, id_role).toString().toStdString());
    const bool known = found != results_.end();
    item.setText(verdict_column, known ? verdict_text(found->second.verdict) : tr("not measured"));
    item.setIcon(verdict_column, known ? verdict_icon(found->second.verdict) : QIcon());
}

std::optional<std::string> TheoryPage::chosen() const {
    const QTreeWidgetItem* item = claims_->currentItem();
    const QString id = item ? item->data(0, id_role).toString() : QString();
    return id.isEmpty() ? std::nullopt : std::optional(id.toStdString());
}

void TheoryPage::choose(const std::string& id) {
    for (QTreeWidgetItemIterator item(claims_); *item; ++item)
        if ((*item)->data(0, id_role).toString() == plain(id))
            claims_->setCurrentItem(*item);
}

void TheoryPage::show_chosen() {
    const auto id = chosen();
    if (!id)
        return;
    const auto found = results_.find(*id);
    view_->show_check(*find_theory_check(*id), found == results_.end() ? nullptr : &found->second);
}

void TheoryPage::run(std::vector<std::string> ids) {
    trouble_.clear();
    done_ = 0;
    all_ = static_cast<int>(ids.size());
    work_->start(std::move(ids));
    show_work();
}

void TheoryPage::show_work() {
    const bool runs = work_->runs();
    run_one_->setEnabled(!runs);
    run_all_->setEnabled(!runs);
    cancel_->setEnabled(runs);
    export_->setEnabled(!results_.empty());
    progress_->setVisible(runs);
    progress_->setValue(runs && all_ > 0 ? static_cast<int>(1000 * (done_ + work_->share()) / all_) : 0);
    if (runs) {
        const TheoryCheck* check = find_theory_check(running_.toStdString());
        message_->setText(check ? tr("%1 of %2: %3").arg(done_ + 1).arg(all_).arg(translated(check->reference)) : QString());
        pulse_.start();
    } else {
        pulse_.stop();
        message_->setText(trouble_);
    }
}

std::vector<TheoryResult> TheoryPage::results() const {
    std::vector<TheoryResult> ordered;
    for (const TheoryCheck& check : theory_checks())
        if (const auto found = results_.find(std::string(check.id)); found != results_.end())
            ordered.push_back(found->second);
    return ordered;
}

QString TheoryPage::write(const QString& path) const {
    try {
        const std::vector<TheoryResult> all = results();
        write_text(path.toStdString(), path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) ? theory_json(all).dump(2) + '\n' : theory_markdown(all));
    } catch (const std::exception& error) {
        return plain(error.what());
    }
    return {};
}

void TheoryPage::ask_where_to_write() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the checks"), QStringLiteral("theory.md"), tr("Markdown (*.md);;JSON (*.json)"));
    if (!path.isEmpty())
        message_->setText(trouble_ = write(path));
}

} // namespace overdamp
