// SPDX-License-Identifier: GPL-3.0-or-later
// A short list whose order a person decides, with buttons under it.
#pragma once

#include <QWidget>

#include <map>
#include <vector>

class QToolButton;
class QTreeWidget;

namespace overdamp {

/// Shows what its owner holds and says what is asked for; it changes nothing itself. Enter edits, Delete removes, Alt+Up and Alt+Down move.
class OrderedList : public QWidget {
    Q_OBJECT

  public:
    enum class Deed { add, edit, duplicate, up, down, remove };
    struct Row {
        QString text, detail, tip;
    };

    /// With a button for each deed and its help.
    OrderedList(const QString& name, const std::vector<std::pair<Deed, QString>>& deeds, QWidget* parent = nullptr);

    /// `current` is selected, or the last row if there are fewer.
    void show_rows(const std::vector<Row>& rows, int current);
    /// Row that is selected, −1 in an empty list.
    int current() const;
    QTreeWidget& table() const { return *table_; }
    QToolButton* button(Deed deed) const { return buttons_.at(deed); }

  Q_SIGNALS:
    void asked(OrderedList::Deed deed, int row);

  private:
    void ask(Deed deed);
    void enable_buttons();

    QTreeWidget* table_;
    std::map<Deed, QToolButton*> buttons_;
};

/// Does `deed`, which moves or removes, to the element at `row` of the list. Returns the row that is to be selected then.
template <typename Element> int rearrange(std::vector<Element>& list, OrderedList::Deed deed, int row) {
    if (deed == OrderedList::Deed::remove) {
        list.erase(list.begin() + row);
        return row;
    }
    const int other = deed == OrderedList::Deed::up ? row - 1 : row + 1;
    std::swap(list[static_cast<std::size_t>(row)], list[static_cast<std::size_t>(other)]);
    return other;
}

} // namespace overdamp
