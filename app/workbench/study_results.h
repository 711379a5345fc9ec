// SPDX-License-Identifier: GPL-3.0-or-later
// What a study has found so far: its table beside the paper's, and its claims with verdicts.
#pragma once

#include "app/workbench/study_driver.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;
class QTabWidget;
class QToolButton;
class QTreeWidget;

namespace overdamp {

class StudyGridModel;

/// Fills in as runs finish. A click or Enter on a cell opens its run.
class StudyResults : public QWidget {
    Q_OBJECT

  public:
    explicit StudyResults(StudyDriver& driver, QWidget* parent = nullptr);

    QTableView& table() { return *table_; }
    StudyGridModel& model() { return *model_; }
    QTreeWidget& claims() { return *claims_; }
    QComboBox& measures() { return *measures_; }

    /// Writes the report to the file, as HTML or Markdown by its ending.
    void export_to(const QString& file);
    /// Puts what a paper says of the study on the clipboard: its methods text, or a BibTeX entry.
    void copy_citation(bool bibtex);

  Q_SIGNALS:
    void open_requested(const std::filesystem::path& run);
    /// Something was done or did not work.
    void news(const QString& message);
    void problem(const QString& message);

  private:
    void build_table();
    void build_claims();
    void show_opened();
    void show_progress();
    void show_results();
    void show_claims();
    void open(const QModelIndex& index);
    void ask_for_file(const QString& ending);

    StudyDriver& driver_;
    StudyGridModel* model_;
    QTabWidget* tabs_;
    QTableView* table_;
    QTreeWidget* claims_;
    QComboBox* measures_;
    QToolButton* export_;
};

} // namespace overdamp
