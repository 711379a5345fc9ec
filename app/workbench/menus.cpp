// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/menus.h"

#include "app/workbench/arrivals.h"
#include "app/workbench/edit_menu.h"
#include "app/workbench/help_window.h"
#include "app/workbench/language.h"
#include "app/workbench/longer_run.h"
#include "app/workbench/main_window.h"
#include "app/workbench/pages.h"
#include "app/workbench/plot_menu.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/presenter.h"
#include "app/workbench/presets.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/twin.h"
#include "app/workbench/window_state.h"
#include "widgets/icons.h"
#include "widgets/sample_view.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenuBar>
#include <QSettings>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Menus", text); }

/// A file dialog that calls `use` with what was chosen.
template <typename Use> void choose_file(MainWindow& window, const QString& title, QFileDialog::FileMode mode, const QString& filter, Use use) {
    auto* dialog = new QFileDialog(&window, title, QString(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    dialog->setOption(QFileDialog::ShowDirsOnly, mode == QFileDialog::Directory);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, use);
    dialog->open();
}

void add_file_menu(MainWindow& window) {
    QMenu* menu = window.menuBar()->addMenu(tr("&File"));
    Presets& presets = window.presets();
    menu->addAction(icon(QStringLiteral("open")), tr("&Open run…"), QKeySequence::Open, &window, [&window, &presets] {
        choose_file(window, tr("Open run folder"), QFileDialog::Directory, QString(), [&presets](const QString& path) { presets.open(path); });
    });
    menu->addAction(tr("Open &preset…"), QKeySequence(tr("Ctrl+Shift+O")), &window, [&window, &presets] {
        choose_file(window, tr("Open preset"), QFileDialog::ExistingFile, tr("Experiments (*.json)"), [&presets](const QString& path) { presets.open(path); });
    });
    window.arrivals().add_actions(*menu);
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    QObject::connect(recent, &QMenu::aboutToShow, &presets, [&presets, recent] { presets.list_recent(*recent); });
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("save")), tr("&Save preset"), QKeySequence::Save, &presets, [&presets] { presets.save(); });
    menu->addAction(tr("Save preset &as…"), QKeySequence(tr("Ctrl+Shift+S")), &presets, [&presets] { presets.save_as(); });
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, &window, &QWidget::close);
}

void add_run_menu(MainWindow& window) {
    QMenu* menu = window.menuBar()->addMenu(tr("&Run"));
    const RunBar& bar = window.run_bar();
    menu->addActions({bar.run_action(), bar.step_action(), bar.stop_action()});
    menu->addSeparator();
    menu->addActions({bar.checkpoint_action(), bar.rewind_action(), bar.fork_action()});
    window.time_panel().what_if_menu()->setTitle(tr("&What if I had not"));
    window.time_panel().twin_menu()->setTitle(tr("&Twin"));
    menu->addMenu(window.time_panel().what_if_menu());
    menu->addMenu(window.time_panel().twin_menu());
    menu->addSeparator();
    menu->addAction(bar.restart_action());
    QAction* longer = menu->addAction(tr("&Continue past the end…"), &window, [&window] { ask_for_longer_run(window); });
    QObject::connect(menu, &QMenu::aboutToShow, longer, [longer, &window] {
        longer->setEnabled(window.bridge().state() == RunState::finished && !window.bridge().folder().empty() &&
                           !window.bridge().import_origin());
    });
    menu->addSeparator();
    QAction* sample = menu->addAction(icon(QStringLiteral("sample")), tr("Sample &now"), QKeySequence(tr("Ctrl+T")), &window, [&window] {
        if (window.samples().can_sample())
            window.bridge().sample();
    });
    QObject::connect(menu, &QMenu::aboutToShow, sample, [sample, &window] { sample->setEnabled(window.samples().can_sample()); });
    QObject::connect(menu, &QMenu::aboutToHide, sample, [sample] { sample->setEnabled(true); });
}

void add_theme_menu(MainWindow& window, QMenu* view) {
    QMenu* menu = view->addMenu(icon(QStringLiteral("theme")), tr("&Theme"));
    auto* group = new QActionGroup(menu);
    const std::pair<QString, ThemeChoice> choices[] = {
        {tr("As the &system"), ThemeChoice::system}, {tr("&Light"), ThemeChoice::light}, {tr("&Dark"), ThemeChoice::dark}};
    for (const auto& [name, choice] : choices) {
        QAction* action = menu->addAction(name, &window, [&window, choice = choice] { window.set_theme(choice); });
        action->setCheckable(true);
        action->setChecked(choice == window.theme());
        group->addAction(action);
    }
}

void add_view_menu(MainWindow& window) {
    QMenu* menu = window.menuBar()->addMenu(tr("&View"));
    if (const auto& pages = window.pages().actions(); pages.size() > 1) {
        menu->addActions(QList<QAction*>(pages.begin(), pages.end()));
        menu->addSeparator();
    }
    QAction* controls = window.controls_dock()->toggleViewAction();
    QAction* samples = window.samples_dock()->toggleViewAction();
    controls->setShortcut(Qt::Key_F7);
    samples->setShortcut(Qt::Key_F8);
    QAction* loop = window.loop_dock()->toggleViewAction();
    QAction* temperatures = window.temperatures_dock()->toggleViewAction();
    QAction* runs = window.runs_dock()->toggleViewAction();
    loop->setShortcut(Qt::Key_F9);
    temperatures->setShortcut(Qt::Key_F10);
    runs->setShortcut(Qt::Key_F6);
    menu->addActions({controls, samples, loop, temperatures, runs, window.twin_dock()->toggleViewAction()});
    menu->addSeparator();
    add_plot_actions(*menu, window.plots(), window.settings());
    menu->addSeparator();
    add_theme_menu(window, menu);
    add_language_menu(window, *menu);
    menu->addSeparator();
    menu->addAction(window.presenter().action());
    menu->addAction(tr("&Reset layout"), &window, &MainWindow::reset_layout);
}

} // namespace

void add_menus(MainWindow& window) {
    add_file_menu(window);
    add_edit_menu(window);
    add_run_menu(window);
    add_view_menu(window);
    add_help_menu(window);
}

} // namespace overdamp
