// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a variant of a study's axis: its name and the knobs that it sets.
#pragma once

#include "core/study/plan_edit.h"

#include <QDialog>
#include <QStringList>

class QDialogButtonBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace overdamp {

class KnobBox;

/// Says at once what is wrong, and is accepted only when nothing is.
class VariantDialog : public QDialog {
    Q_OBJECT

  public:
    /// `taken` are the names of the axis's other variants.
    VariantDialog(const DraftVariant& variant, const QStringList& taken, QWidget* parent = nullptr);

    /// What the fields say. Throws SettingsError for what is no seed.
    DraftVariant variant() const;

    QLineEdit* name() const { return name_; }
    QLineEdit* seeds() const { return seeds_; }
    QToolButton* add_button() const { return add_; }
    QPushButton* ok_button() const;
    QLabel* problem() const { return problem_; }
    std::size_t rows() const { return rows_.size(); }
    KnobBox* knob(std::size_t row) const { return rows_[row].knob; }
    QLineEdit* value(std::size_t row) const { return rows_[row].value; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    struct Row {
        KnobBox* knob = nullptr;
        QLineEdit* value = nullptr;
        QToolButton* remove = nullptr;
    };

    void build();
    void add_row(const QString& key, const QString& value);
    void remove_row(const QToolButton* button);
    void check();

    QStringList taken_;
    std::vector<std::string> overrides_; ///< kept as they are
    QLineEdit *name_, *seeds_;
    QGridLayout* grid_;
    QToolButton* add_;
    QLabel* problem_;
    QDialogButtonBox* buttons_;
    std::vector<Row> rows_;
};

} // namespace overdamp
