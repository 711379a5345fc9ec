// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/study_measures_editor.h"

#include "core/telemetry/metrics.h"
#include "widgets/wording.h"

#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace overdamp {

StudyMeasuresEditor::StudyMeasuresEditor(QWidget* parent)
    : QWidget(parent), list_(new OrderedList(tr("Measures in the report"), {{OrderedList::Deed::add, tr("Add a measure")},
                                                                            {OrderedList::Deed::up, tr("Earlier")},
                                                                            {OrderedList::Deed::down, tr("Later")},
                                                                            {OrderedList::Deed::remove, tr("Remove the measure")}})),
      menu_(new QMenu(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(list_);
    QToolButton* add = list_->button(OrderedList::Deed::add);
    add->setMenu(menu_);
    add->setPopupMode(QToolButton::InstantPopup);
    connect(menu_, &QMenu::aboutToShow, this, &StudyMeasuresEditor::fill_menu);
    connect(list_, &OrderedList::asked, this, [this](OrderedList::Deed deed, int row) {
        if (deed == OrderedList::Deed::add)
            return list_->button(deed)->showMenu();
        show_measures(rearrange(measures_, deed, row));
        Q_EMIT edited();
    });
}

void StudyMeasuresEditor::set_measures(const std::vector<std::string>& names) {
    measures_ = names;
    show_measures(0);
}

void StudyMeasuresEditor::show_measures(int current) {
    std::vector<OrderedList::Row> rows;
    for (const std::string& name : measures_) {
        const Metric* metric = find_metric(name);
        QString tip = plain(name) + (metric ? QStringLiteral(": ") + translated(metric->help) : QString());
        if (rows.empty())
            tip += QLatin1Char('\n') + tr("The first one is the headline, which tables and figures show.");
        rows.push_back({.text = metric ? translated(metric->label) : plain(name), .detail = {}, .tip = tip});
    }
    list_->show_rows(rows, current);
}

void StudyMeasuresEditor::fill_menu() {
    menu_->clear();
    QMenu* group = nullptr;
    for (const Metric& metric : metric_table()) {
        const QString name = plain(metric.name), room = name.section(QLatin1Char('/'), 0, 0);
        if (std::ranges::find(measures_, metric.name) != measures_.end())
            continue;
        if (!group || group->title() != room)
            group = menu_->addMenu(room);
        QAction* action = group->addAction(QStringLiteral("%1\t%2").arg(translated(metric.label), name));
        action->setToolTip(translated(metric.help));
        connect(action, &QAction::triggered, this, [this, name = std::string(metric.name)] {
            measures_.push_back(name);
            show_measures(static_cast<int>(measures_.size()) - 1);
            Q_EMIT edited();
        });
    }
}

} // namespace overdamp
