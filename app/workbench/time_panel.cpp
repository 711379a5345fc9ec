// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/time_panel.h"

#include "widgets/elided_label.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace overdamp {

TimePanel::TimePanel(QWidget* parent)
    : QWidget(parent), timeline_(new Timeline), moment_(new ElidedLabel), what_if_menu_(new QMenu(this)), twin_menu_(new QMenu(this)),
      what_if_(add_menu_button(QStringLiteral("fork"), tr("What if not"),
                               tr("Repeat this run without one of your gestures, in a child run"), what_if_menu_)),
      twin_(add_menu_button(QStringLiteral("twin"), tr("Twin"),
                            tr("Train the same run without feedback beside this one: same seed, same batches, same events"), twin_menu_)) {
    moment_->setFont(tabular(moment_->font()));
    moment_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    moment_->setAccessibleName(tr("The moment looked at"));
    twin_menu_->addAction(tr("From where the feedback began"), this, [this] { Q_EMIT twin_requested(true); });
    twin_menu_->addAction(tr("From the present step"), this, [this] { Q_EMIT twin_requested(false); });
    known_twin_ = twin_menu_->addAction(QString(), this, [this] { Q_EMIT known_twin_requested(*known_step_); });
    end_twin_ = twin_menu_->addAction(tr("End the twin"), this, &TimePanel::twin_ended);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 4, 8, 0);
    row->setSpacing(8);
    row->addWidget(moment_, 1);
    row->addWidget(what_if_);
    row->addWidget(twin_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 2);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(timeline_);
    show_gestures();
    show_twin(false, false);
}

QToolButton* TimePanel::add_menu_button(const QString& icon_name, const QString& text, const QString& help, QMenu* menu) {
    auto* button = new QToolButton;
    button->setIcon(icon(icon_name));
    button->setText(text);
    button->setToolTip(help);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setMenu(menu);
    return button;
}

void TimePanel::show_moment(const QString& text) {
    moment_->setText(text);
    moment_->setToolTip(text);
}

QString TimePanel::moment() const { return moment_->text(); }

void TimePanel::show_gestures() {
    const auto& events = timeline_->content().events;
    what_if_->setEnabled(!events.empty());
    if (what_if_menu_->actions().size() == static_cast<qsizetype>(events.size()) &&
        (events.empty() || what_if_menu_->actions().constLast()->data().toLongLong() == events.back().id))
        return;
    what_if_menu_->clear();
    for (const TimelineEvent& event : events) {
        QAction* action = what_if_menu_->addAction(tr("%1 (step %2)").arg(event.label, count_text(event.step)));
        action->setData(event.id);
        connect(action, &QAction::triggered, this, [this, id = event.id] { Q_EMIT what_if_requested(id); });
    }
}

void TimePanel::offer_twin(std::optional<qint64> step) {
    known_step_ = step;
    known_twin_->setText(tr("Go on with the twin from step %1").arg(count_text(step.value_or(0))));
    known_twin_->setVisible(step && !end_twin_->isVisible());
}

void TimePanel::show_twin(bool trains, bool possible) {
    twin_->setEnabled(trains || possible);
    for (QAction* action : twin_menu_->actions())
        action->setVisible((action == end_twin_) == trains && (action != known_twin_ || known_step_));
}

} // namespace overdamp
