// SPDX-License-Identifier: GPL-3.0-or-later
// The Study page: a plan, its queue, and what it found beside what the paper says.
#pragma once

#include "app/workbench/study_driver.h"

#include <QWidget>

#include <functional>

class QSettings;
class QSplitter;

namespace overdamp {

class NoticeBar;
class Pace;
class StudyPlanEditor;
class StudyQueueView;
class StudyResults;

class StudyPage : public QWidget {
    Q_OBJECT

  public:
    /// Study folders are made in `runs`. `settings` remembers the layout and the study that was open and must outlive the page; may be null.
    explicit StudyPage(const std::filesystem::path& runs, QSettings* settings = nullptr, QWidget* parent = nullptr);
    ~StudyPage() override;

    StudyDriver& driver() { return *driver_; }
    StudyPlanEditor& plan() { return *plan_; }
    StudyQueueView& queue() { return *queue_; }
    StudyResults& results() { return *results_; }

    /// Shows a study folder, to go on with it; asks first if another one runs. Returns whether it is shown.
    bool open(const std::filesystem::path& folder);
    /// Makes a study folder of the plan and runs it.
    void start();

    /// True if a study runs: then a question is asked, and `go_on` called if it may be paused.
    bool ask_before_closing(std::function<void()> go_on);

    /// Small: all pages share a stack, and Explore has docks beside it.
    QSize minimumSizeHint() const override { return {160, 110}; }

  Q_SIGNALS:
    /// A person wants that run shown.
    void open_requested(const std::filesystem::path& run);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void build();
    void choose_folder();
    void open_now(const std::filesystem::path& folder);
    void show_problem(const QString& message);
    void show_news(const QString& message);
    void learn_pace();
    void ask_to_pause(const QString& title, std::function<void()> go_on);

    std::filesystem::path runs_;
    QSettings* settings_;
    StudyDriver* driver_;
    StudyPlanEditor* plan_;
    StudyQueueView* queue_;
    StudyResults* results_;
    NoticeBar *problem_, *news_;
    QSplitter *across_, *down_;
    bool shown_ = false;
    QThreadPool pool_; ///< last, so that it ends before what its threads use
};

} // namespace overdamp
