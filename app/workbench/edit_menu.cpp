// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/edit_menu.h"

#include "app/workbench/knob_history.h"
#include "app/workbench/main_window.h"
#include "app/workbench/presets.h"
#include "app/workbench/runs_dock.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenuBar>
#include <QPointer>
#include <QUndoGroup>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Menus", text); }

} // namespace

void add_edit_menu(MainWindow& window) {
    auto* group = new QUndoGroup(&window);
    QUndoStack* knobs = &window.knob_history().stack();
    QUndoStack* runs = &window.runs().undo_stack();
    for (QUndoStack* stack : {knobs, runs}) {
        group->addStack(stack);
        const QPointer<QUndoStack> other = stack == knobs ? runs : knobs; // may go before this one when the window closes
        QObject::connect(stack, &QUndoStack::indexChanged, group,
                         [=] { group->setActiveStack(stack->canUndo() || stack->canRedo() ? stack : other.data()); });
    }
    group->setActiveStack(knobs);
    QMenu* menu = window.menuBar()->addMenu(tr("&Edit"));
    QAction* undo = group->createUndoAction(menu, tr("&Undo"));
    QAction* redo = group->createRedoAction(menu, tr("&Redo"));
    undo->setShortcut(QKeySequence(tr("Ctrl+Z")));
    redo->setShortcut(QKeySequence(tr("Ctrl+Shift+Z")));
    menu->addActions({undo, redo});
    menu->addSeparator();
    menu->addAction(tr("Copy as &command"), QKeySequence(tr("Ctrl+Shift+C")), &window.presets(), &Presets::copy_command)
        ->setToolTip(tr("Copies the overdamp-run line that trains what is shown"));
}

} // namespace overdamp
