// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/collapsible_group.h"

#include "widgets/idle_note.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace overdamp {

CollapsibleGroup::CollapsibleGroup(const QString& title, QWidget* parent)
    : QWidget(parent), heading_(new QToolButton), note_(new IdleNote), body_(new QWidget), rows_(new QVBoxLayout(body_)) {
    heading_->setText(title);
    heading_->setAutoRaise(true);
    heading_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    heading_->setFocusPolicy(Qt::TabFocus);
    heading_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QFont bold = heading_->font();
    bold.setBold(true);
    heading_->setFont(bold);
    connect(heading_, &QToolButton::clicked, this, [this] { set_open(!open_); });

    note_->setContentsMargins(8, 0, 8, 4);

    rows_->setContentsMargins(8, 4, 4, 8);
    rows_->setSpacing(6);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(heading_);
    column->addWidget(note_);
    column->addWidget(body_);
    set_open(true);
}

void CollapsibleGroup::add(QWidget* widget) { rows_->addWidget(widget); }

void CollapsibleGroup::set_open(bool open) {
    open_ = open;
    heading_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    heading_->setAccessibleDescription(open ? tr("open") : tr("folded"));
    body_->setVisible(open);
}

} // namespace overdamp
