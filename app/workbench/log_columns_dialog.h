// SPDX-License-Identifier: GPL-3.0-or-later
// Asks what the columns of another tool's log mean.
#pragma once

#include "core/telemetry/log_import.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QPushButton;
class QStandardItemModel;
class QTableWidget;

namespace overdamp {

/// Begins with what the columns' names mean to us. Is accepted only when a measure is among them and none is there twice.
class LogColumnsDialog : public QDialog {
    Q_OBJECT

  public:
    LogColumnsDialog(const QString& log, const LogPreview& preview, QWidget* parent = nullptr);

    /// What every column is to become.
    std::vector<ImportedColumn> columns() const;

    QTableWidget* table() const { return table_; }
    QComboBox* choice(int row) const;
    QPushButton* import_button() const { return import_; }
    QLabel* problem() const { return problem_; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void build();
    void fill_choices();
    void add_row(const LogColumn& column);
    void check();

    LogPreview preview_;
    QStandardItemModel* choices_; ///< of every box
    QTableWidget* table_;
    QLabel *reason_, *problem_;
    QDialogButtonBox* buttons_;
    QPushButton* import_;
};

} // namespace overdamp
