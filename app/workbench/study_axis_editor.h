// SPDX-License-Identifier: GPL-3.0-or-later
// One axis of a study as a person edits it.
#pragma once

#include "app/workbench/ordered_list.h"
#include "core/study/plan_edit.h"

class QComboBox;
class QLineEdit;

namespace overdamp {

class KnobBox;

/// A name, and a knob with its values, separated by commas, or “several knobs” with a list of variants. What was entered for the one is kept while
/// the other is shown.
class StudyAxisEditor : public QWidget {
    Q_OBJECT

  public:
    explicit StudyAxisEditor(const DraftAxis& axis, QWidget* parent = nullptr);

    DraftAxis axis() const;
    QLineEdit* name() const { return name_; }
    KnobBox* knob() const { return knob_; }
    QLineEdit* values() const { return values_; }
    OrderedList* variants() const { return list_; }
    QToolButton* earlier_button() const { return earlier_; }
    QToolButton* remove_button() const { return remove_; }

    /// The points set several knobs each.
    void set_several();

  Q_SIGNALS:
    void edited();
    /// It is to stand before the axis in front of it.
    void earlier();
    void removed();

  private:
    void build();
    bool is_several() const;
    void follow_knob();
    void show_variants(int current);
    void change_variants(OrderedList::Deed deed, int row);
    /// Asks for a variant that is put in place of the one at `row`, or behind it.
    void ask_for_variant(const DraftVariant& start, int row, bool replace);
    QStringList names_without(int row) const;

    QLineEdit* name_;
    KnobBox* knob_;
    QLineEdit* values_;
    OrderedList* list_;
    QToolButton *earlier_, *remove_;
    std::vector<DraftVariant> variants_;
    std::string last_knob_; ///< that was shown before “several knobs”
};

} // namespace overdamp
