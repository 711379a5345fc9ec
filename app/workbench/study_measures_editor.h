// SPDX-License-Identifier: GPL-3.0-or-later
// The measures that a study reports, as a person chooses them.
#pragma once

#include "app/workbench/ordered_list.h"

class QMenu;

namespace overdamp {

/// The first is the headline: tables and the first figure show it.
class StudyMeasuresEditor : public QWidget {
    Q_OBJECT

  public:
    explicit StudyMeasuresEditor(QWidget* parent = nullptr);

    const std::vector<std::string>& measures() const { return measures_; }
    void set_measures(const std::vector<std::string>& names);

    OrderedList* list() const { return list_; }
    /// What can be added, in groups.
    QMenu* menu() const { return menu_; }

  Q_SIGNALS:
    void edited();

  private:
    void fill_menu();
    void show_measures(int current);

    OrderedList* list_;
    QMenu* menu_;
    std::vector<std::string> measures_;
};

} // namespace overdamp
