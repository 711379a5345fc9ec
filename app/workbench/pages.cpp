// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/pages.h"

#include "app/workbench/window_state.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolBar>

namespace overdamp {

Pages::Pages(QMainWindow& window, QWidget* explore)
    : QObject(&window), window_(window), stack_(new QStackedWidget), tabs_(new QTabBar), group_(new QActionGroup(this)) {
    window.setCentralWidget(stack_);
    tabs_->setAutoHide(true);
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setObjectName(QStringLiteral("pages"));
    tabs_->setAccessibleName(tr("Pages"));
    window.menuBar()->setCornerWidget(tabs_, Qt::TopRightCorner);
    connect(tabs_, &QTabBar::currentChanged, this, &Pages::turn_to);
    add(tr("Explore"), explore);
}

void Pages::add(const QString& title, QWidget* page) {
    const int index = stack_->addWidget(page);
    fit_to_current();
    auto* action = new QAction(title, group_);
    action->setCheckable(true);
    action->setChecked(index == 0);
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)));
    connect(action, &QAction::triggered, this, [this, index] { tabs_->setCurrentIndex(index); });
    window_.addAction(action); // also where the menu bar is hidden
    actions_.push_back(action);
    tabs_->addTab(title);
    tabs_->setTabToolTip(index, action->shortcut().toString(QKeySequence::NativeText));
}

void Pages::show(QWidget* page) { tabs_->setCurrentIndex(stack_->indexOf(page)); }

void Pages::show_explore() { tabs_->setCurrentIndex(0); }

bool Pages::shows_explore() const { return stack_->currentIndex() == 0; }

QWidget* Pages::current() const { return stack_->currentWidget(); }

QWidget* Pages::find(const QString& name) const {
    for (int i = 0; i < stack_->count(); ++i)
        if (stack_->widget(i)->objectName() == name)
            return stack_->widget(i);
    return nullptr;
}

void Pages::turn_to(int index) {
    if (index < 0 || index == stack_->currentIndex())
        return;
    if (shows_explore())
        leave_explore();
    stack_->setCurrentIndex(index);
    fit_to_current();
    if (index == 0)
        window_.restoreState(layout_, window_state_version);
    actions_[static_cast<std::size_t>(index)]->setChecked(true);
    Q_EMIT turned();
}

void Pages::fit_to_current() {
    for (int i = 0; i < stack_->count(); ++i) {
        const QSizePolicy::Policy policy = i == stack_->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        stack_->widget(i)->setSizePolicy(policy, policy);
    }
}

void Pages::leave_explore() {
    layout_ = window_.saveState(window_state_version);
    for (QDockWidget* dock : window_.findChildren<QDockWidget*>())
        dock->hide();
    for (QToolBar* bar : window_.findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly))
        bar->hide();
}

} // namespace overdamp
