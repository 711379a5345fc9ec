// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/ordered_list.h"

#include "widgets/icons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

namespace overdamp {

namespace {

constexpr int fewest_rows = 2, most_rows = 6; ///< that are in view

struct Look {
    const char* icon;
    Qt::Key key;
    Qt::KeyboardModifiers modifiers;
};

Look look_of(OrderedList::Deed deed) {
    switch (deed) {
    case OrderedList::Deed::add:
        return {"plus", Qt::Key_Insert, {}};
    case OrderedList::Deed::edit:
        return {"edit", Qt::Key_F2, {}};
    case OrderedList::Deed::duplicate:
        return {"copy", Qt::Key_D, Qt::ControlModifier};
    case OrderedList::Deed::up:
        return {"up", Qt::Key_Up, Qt::AltModifier};
    case OrderedList::Deed::down:
        return {"down", Qt::Key_Down, Qt::AltModifier};
    case OrderedList::Deed::remove:
        return {"close", Qt::Key_Delete, {}};
    }
    return {};
}

} // namespace

OrderedList::OrderedList(const QString& name, const std::vector<std::pair<Deed, QString>>& deeds, QWidget* parent)
    : QWidget(parent), table_(new QTreeWidget) {
    table_->setColumnCount(2);
    table_->setHeaderHidden(true);
    table_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setAllColumnsShowFocus(true);
    table_->setTextElideMode(Qt::ElideRight);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setAccessibleName(name);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    for (const auto& [deed, help] : deeds) {
        const Look look = look_of(deed);
        const QKeySequence key(look.key | look.modifiers);
        auto* button = new QToolButton;
        button->setIcon(icon(QLatin1String(look.icon)));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(tr("%1 (%2)").arg(help, key.toString(QKeySequence::NativeText)));
        button->setAccessibleName(help);
        connect(button, &QToolButton::clicked, this, [this, deed = deed] { ask(deed); });
        auto* shortcut = new QShortcut(key, table_);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, button, &QToolButton::click);
        buttons_[deed] = button;
        row->addWidget(button);
    }
    row->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(table_);
    column->addLayout(row);
    connect(table_, &QTreeWidget::currentItemChanged, this, &OrderedList::enable_buttons);
    connect(table_, &QTreeWidget::itemActivated, this, [this] {
        if (buttons_.contains(Deed::edit))
            ask(Deed::edit);
    });
    enable_buttons();
}

void OrderedList::show_rows(const std::vector<Row>& rows, int current) {
    table_->clear();
    for (const Row& row : rows) {
        auto* item = new QTreeWidgetItem(table_, {row.text, row.detail});
        for (const int column : {0, 1})
            item->setToolTip(column, row.tip);
    }
    const int count = table_->topLevelItemCount();
    if (count > 0)
        table_->setCurrentItem(table_->topLevelItem(std::clamp(current, 0, count - 1)));
    const int row_height = count > 0 ? table_->visualItemRect(table_->topLevelItem(0)).height() : table_->fontMetrics().height() + 4;
    table_->setFixedHeight(std::clamp(count, fewest_rows, most_rows) * row_height + 2 * table_->frameWidth() + 2);
    enable_buttons();
}

int OrderedList::current() const { return table_->indexOfTopLevelItem(table_->currentItem()); }

void OrderedList::ask(Deed deed) { Q_EMIT asked(deed, current()); }

void OrderedList::enable_buttons() {
    const int row = current(), count = table_->topLevelItemCount();
    for (const auto& [deed, button] : buttons_)
        button->setEnabled(deed == Deed::add || (deed == Deed::up ? row > 0 : deed == Deed::down ? row >= 0 && row + 1 < count : row >= 0));
}

} // namespace overdamp
