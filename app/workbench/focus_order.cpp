// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/focus_order.h"

#include <QWidget>

#include <vector>

namespace overdamp {

void order_focus(std::span<QWidget* const> parts) {
    std::vector<QWidget*> order;
    for (QWidget* part : parts)
        for (QWidget* widget = part->nextInFocusChain(); widget != part; widget = widget->nextInFocusChain())
            if (part->isAncestorOf(widget) && widget->focusPolicy() != Qt::NoFocus)
                order.push_back(widget);
    for (std::size_t i = 1; i < order.size(); ++i)
        QWidget::setTabOrder(order[i - 1], order[i]);
}

} // namespace overdamp
