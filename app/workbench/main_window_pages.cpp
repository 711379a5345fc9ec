// SPDX-License-Identifier: GPL-3.0-or-later
// The pages beside Explore, and what leads from them back to it.
#include "app/workbench/help_window.h"
#include "app/workbench/lesson_player.h"
#include "app/workbench/lessons_page.h"
#include "app/workbench/main_window.h"
#include "app/workbench/pages.h"
#include "app/workbench/presets.h"
#include "app/workbench/study_page.h"
#include "app/workbench/theory_page.h"
#include "widgets/wording.h"

namespace overdamp {

void MainWindow::add_pages(const std::filesystem::path& runs) {
    pages_->add(tr("Study"), study_);
    connect(study_, &StudyPage::open_requested, this, [this](const std::filesystem::path& run) {
        presets_->open(plain(run.string()), [this] { pages_->show_explore(); });
    });
    pages_->add(tr("Theory"), new TheoryPage(runs));
    add_lessons();
}

void MainWindow::add_lessons() {
    lesson_player_ = new LessonPlayer(*this, *lesson_card_);
    pages_->add(tr("Lessons"), lessons_);
    connect(lessons_, &LessonsPage::chosen, this, [this](const Lesson& lesson) {
        const auto begin = [this, lesson] { lesson_player_->start(lesson); };
        if (!presets_->ask_before_losing(begin))
            begin();
    });
    connect(lessons_, &LessonsPage::problem, this, &MainWindow::show_problem);
    connect(lessons_, &LessonsPage::help_wanted, this, [this] { findChild<HelpWindow*>()->show_topic(QStringLiteral("lessons")); });
    connect(lesson_player_, &LessonPlayer::finished, lessons_, &LessonsPage::mark_done);
    connect(lesson_player_, &LessonPlayer::started, this, &MainWindow::show_hint);
}

} // namespace overdamp
