// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_page.h"

#include "app/workbench/notice_bar.h"
#include "app/workbench/study_plan_editor.h"
#include "app/workbench/study_queue_view.h"
#include "app/workbench/study_results.h"
#include "core/settings/text.h"
#include "core/telemetry/run_list.h"
#include "core/train/device.h"
#include "widgets/wording.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace overdamp {

namespace fs = std::filesystem;

namespace {

constexpr const char* across_key = "study/across";
constexpr const char* down_key = "study/down";
constexpr const char* folder_key = "study/folder";
constexpr int plan_width = 320;

/// How long the runs in the folder and in the studies there took.
Pace pace_in(const fs::path& runs) {
    Pace pace;
    const auto learn = [&pace](const fs::path& folder) {
        for (const RunInfo& run : RunLister().list(folder))
            if (run.condition == RunCondition::finished)
                pace.add(run.experiment.knobs, run.steps, run.seconds);
    };
    learn(runs);
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(runs, error))
        if (is_study_folder(entry.path()))
            learn(entry.path() / "runs");
    return pace;
}

} // namespace

StudyPage::StudyPage(const fs::path& runs, QSettings* settings, QWidget* parent)
    : QWidget(parent), runs_(runs), settings_(settings), driver_(new StudyDriver(this)), plan_(new StudyPlanEditor),
      queue_(new StudyQueueView(*driver_)), results_(new StudyResults(*driver_)), problem_(new NoticeBar(NoticeBar::Kind::problem)),
      news_(new NoticeBar(NoticeBar::Kind::news)), across_(new QSplitter(Qt::Horizontal)), down_(new QSplitter(Qt::Vertical)) {
    setObjectName(QStringLiteral("study"));
    pool_.setMaxThreadCount(1);
    build();
    connect(plan_, &StudyPlanEditor::start_requested, this, &StudyPage::start);
    connect(plan_, &StudyPlanEditor::open_folder_requested, this, &StudyPage::choose_folder);
    connect(plan_, &StudyPlanEditor::problem, this, &StudyPage::show_problem);
    connect(plan_, &StudyPlanEditor::news, this, &StudyPage::show_news);
    connect(queue_, &StudyQueueView::problem, this, &StudyPage::show_problem);
    connect(queue_, &StudyQueueView::open_requested, this, &StudyPage::open_requested);
    connect(results_, &StudyResults::open_requested, this, &StudyPage::open_requested);
    connect(results_, &StudyResults::problem, this, &StudyPage::show_problem);
    connect(results_, &StudyResults::news, this, &StudyPage::show_news);
    connect(driver_, &StudyDriver::problem, this, &StudyPage::show_problem);
    connect(driver_, &StudyDriver::progressed, this, [this] { plan_->set_may_start(!driver_->is_running()); });
    connect(driver_, &StudyDriver::opened, this, [this] {
        problem_->show_text({});
        news_->show_text({});
        if (settings_)
            settings_->setValue(QLatin1String(folder_key), plain(driver_->folder().string()));
    });
    connect(driver_, &StudyDriver::ended, this, [this] {
        const StudyProgress& progress = driver_->progress();
        show_news(tr("The study “%1” has ended: %2 of %3 runs finished. Its folder is %4")
                      .arg(plain(driver_->study().title))
                      .arg(progress.count(CellState::finished))
                      .arg(progress.cells.size())
                      .arg(plain(driver_->folder().string())));
        learn_pace();
    });
}

StudyPage::~StudyPage() {
    if (settings_) {
        settings_->setValue(QLatin1String(across_key), across_->saveState());
        settings_->setValue(QLatin1String(down_key), down_->saveState());
    }
    // Its answers go to the views, which must be there still.
    delete driver_;
}

void StudyPage::build() {
    down_->addWidget(queue_);
    down_->addWidget(results_);
    down_->setChildrenCollapsible(false);
    down_->setStretchFactor(0, 1);
    down_->setStretchFactor(1, 1);
    down_->setSizes({plan_width, plan_width});
    across_->addWidget(plan_);
    across_->addWidget(down_);
    across_->setStretchFactor(1, 1);
    across_->setSizes({plan_width, 4 * plan_width});
    across_->setCollapsible(1, false);
    plan_->setMinimumWidth(220);
    if (settings_) {
        across_->restoreState(settings_->value(QLatin1String(across_key)).toByteArray());
        down_->restoreState(settings_->value(QLatin1String(down_key)).toByteArray());
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(problem_);
    column->addWidget(news_);
    column->addWidget(across_, 1);
}

void StudyPage::start() {
    if (driver_->is_running() || !plan_->study())
        return;
    try {
        const std::string source = plan_->source();
        const std::string text = plan_->written().text, form = plan_->study()->form;
        const Study study = source.empty() ? parse_study(text, "plan.json", form) : find_study(source, form);
        const std::string version = "overdamp " + QCoreApplication::applicationVersion().toStdString() + ", LibTorch " + libtorch_version();
        const fs::path folder = create_study_folder(runs_, study, {.source = source.empty() ? "plan.json" : source, .version = version});
        if (source.empty())
            write_text(folder / "plan.json", text);
        plan_->mark_kept();
        driver_->open(folder);
    } catch (const std::exception& error) {
        return show_problem(plain(error.what()));
    }
    queue_->run();
    queue_->table().setFocus();
}

bool StudyPage::open(const fs::path& folder) {
    if (driver_->is_running() && driver_->folder() == folder)
        return true;
    if (driver_->is_running())
        ask_to_pause(tr("Open another study"), [this, folder] { open_now(folder); });
    else
        open_now(folder);
    return driver_->holds_study() && driver_->folder() == folder;
}

void StudyPage::open_now(const fs::path& folder) {
    try {
        driver_->open(folder);
    } catch (const std::exception& error) {
        show_problem(plain(error.what()));
    }
}

void StudyPage::choose_folder() {
    auto* dialog = new QFileDialog(this, tr("Open study folder"), plain(runs_.string()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { open(path.toStdString()); });
    dialog->open();
}

bool StudyPage::ask_before_closing(std::function<void()> go_on) {
    if (!driver_->is_running())
        return false;
    ask_to_pause(tr("Close Overdamp"), std::move(go_on));
    return true;
}

void StudyPage::ask_to_pause(const QString& title, std::function<void()> go_on) {
    auto* question = new QMessageBox(QMessageBox::Question, title, tr("A study is running. Shall it be paused?"), QMessageBox::Cancel, window());
    question->setInformativeText(tr(
        "Its runs write their checkpoints. Open its folder later and press Resume: it goes on from there, and what has finished is not run again."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton* pause = question->addButton(tr("Pause and keep"), QMessageBox::AcceptRole);
    connect(question, &QMessageBox::buttonClicked, this, [this, pause, go_on = std::move(go_on)](QAbstractButton* pressed) {
        if (pressed != pause)
            return;
        driver_->pause_and_wait();
        go_on();
    });
    question->open();
}

void StudyPage::show_problem(const QString& message) { problem_->show_text(message); }

void StudyPage::show_news(const QString& message) { news_->show_text(message); }

void StudyPage::learn_pace() {
    pool_.start([this] {
        try {
            const Pace pace = pace_in(runs_);
            QMetaObject::invokeMethod(this, [this, pace] { plan_->set_pace(pace); });
        } catch (const std::exception&) {
            // The rough guess stays.
        }
    });
}

void StudyPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    driver_->set_watched(true);
    if (shown_)
        return;
    shown_ = true;
    learn_pace();
    if (!settings_ || driver_->holds_study())
        return;
    const fs::path last = settings_->value(QLatin1String(folder_key)).toString().toStdString();
    if (!last.empty() && is_study_folder(last))
        open(last);
}

void StudyPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    driver_->set_watched(false);
}

} // namespace overdamp
