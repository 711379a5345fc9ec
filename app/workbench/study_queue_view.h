// SPDX-License-Identifier: GPL-3.0-or-later
// The queue of a study: its runs in order, how far they are, and what can be done with them.
#pragma once

#include "app/workbench/study_driver.h"

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;
class QSpinBox;
class QToolButton;
class QTreeView;

namespace overdamp {

class StudyQueueModel;

/// Enter opens a run, Alt+Up and Alt+Down move it, Delete cancels it; rows are dragged as well.
class StudyQueueView : public QWidget {
    Q_OBJECT

  public:
    explicit StudyQueueView(StudyDriver& driver, QWidget* parent = nullptr);

    QTreeView& table() { return *table_; }
    StudyQueueModel& model() { return *model_; }
    QAction* run_action() const { return run_; }
    QAction* pause_action() const { return pause_; }
    QAction* up_action() const { return up_; }
    QAction* down_action() const { return down_; }
    QAction* first_action() const { return first_; }
    QAction* hold_action() const { return hold_; }
    QAction* cancel_action() const { return cancel_; }
    QAction* retry_action() const { return retry_; }
    QAction* cancel_all_action() const { return cancel_all_; }
    QAction* open_action() const { return open_; }
    QSpinBox* jobs() const { return jobs_; }
    QString overall_text() const;

    /// Selects the row of that cell.
    void select(std::size_t cell);
    /// Runs what is left of the study.
    void run();

  Q_SIGNALS:
    void open_requested(const std::filesystem::path& run);
    void problem(const QString& message);

  private:
    void build_table();
    void build_actions();
    void build_layout();
    void show_opened();
    void show_progress();
    void enable_actions();
    void show_menu(const QPoint& place);
    std::vector<int> selected_rows() const;
    /// Changes the order by `change` and keeps it; problems are shown.
    template <typename Change> void change_order(Change change);
    void move_selected(int distance);
    void move_to(const QStringList& ids, int row);
    void hold_or_release();
    void cancel_or_restore();
    void retry();
    void cancel_all();
    void pause();
    void open_selected();

    StudyDriver& driver_;
    StudyQueueModel* model_;
    QTreeView* table_;
    QLabel* overall_;
    QProgressBar* bar_;
    QSpinBox* jobs_;
    QLabel* empty_;
    QWidget* body_;
    QAction *run_, *pause_, *up_, *down_, *first_, *hold_, *cancel_, *retry_, *cancel_all_, *open_;
};

} // namespace overdamp
