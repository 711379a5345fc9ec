// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/plot_menu.h"

#include "app/workbench/plots_page.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QInputDialog>
#include <QMenu>
#include <QSettings>
#include <QUrl>

namespace overdamp {

namespace {

constexpr double smoothings[] = {0, 0.6, 0.9, 0.99, 0.999};

QString tr(const char* text) { return QCoreApplication::translate("PlotMenu", text); }

/// A name may hold any letter, a settings key may not.
QString key_of(const QString& name) {
    return QStringLiteral("%1/%2").arg(QLatin1String(named_plots_group), QString::fromLatin1(name.toUtf8().toPercentEncoding()));
}

QStringList layout_names(QSettings& settings) {
    settings.beginGroup(QLatin1String(named_plots_group));
    QStringList names;
    for (const QString& key : settings.childKeys())
        names << QUrl::fromPercentEncoding(key.toLatin1());
    settings.endGroup();
    return names;
}

void add_smoothing_menu(QMenu& menu, PlotsPage& page) {
    QMenu* smoothing = menu.addMenu(tr("S&moothing"));
    auto* group = new QActionGroup(smoothing);
    for (const double factor : smoothings) {
        QAction* action = smoothing->addAction(factor == 0 ? tr("&Off") : tr("EMA %1").arg(factor), &page, [&page, factor] { page.set_smoothing(factor); });
        action->setCheckable(true);
        action->setChecked(factor == page.smoothing());
        group->addAction(action);
        QObject::connect(&page, &PlotsPage::smoothing_changed, action, [action, factor](double now) { action->setChecked(now == factor); });
    }
}

void add_mark_actions(QMenu& menu, PlotsPage& page) {
    menu.addAction(tr("Mark &A at the cursor"), QKeySequence(Qt::Key_A), &page, &PlotsPage::mark_a);
    menu.addAction(tr("Mark &B at the cursor"), QKeySequence(Qt::Key_B), &page, &PlotsPage::mark_b);
    menu.addAction(tr("Clear mar&ks"), QKeySequence(Qt::SHIFT | Qt::Key_A), &page, &PlotsPage::clear_marks);
}

void ask_for_name(PlotsPage& page, QSettings& settings) {
    auto* dialog = new QInputDialog(&page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save plot layout"));
    dialog->setLabelText(tr("Name:"));
    QObject::connect(dialog, &QInputDialog::textValueSelected, &page, [&page, &settings](const QString& name) {
        if (!name.trimmed().isEmpty())
            page.save(settings, key_of(name.trimmed()));
    });
    dialog->open();
}

void fill_layout_menu(QMenu& menu, PlotsPage& page, QSettings& settings) {
    menu.clear();
    const QStringList names = layout_names(settings);
    for (const QString& name : names)
        menu.addAction(name, &page, [&page, &settings, name] { page.restore(settings, key_of(name)); });
    menu.addSeparator();
    menu.addAction(tr("&Save layout as…"), &page, [&page, &settings] { ask_for_name(page, settings); });
    QMenu* forget = menu.addMenu(tr("&Delete layout"));
    forget->setEnabled(!names.isEmpty());
    for (const QString& name : names)
        forget->addAction(name, &page, [&settings, name] { settings.remove(key_of(name)); });
}

} // namespace

void add_plot_actions(QMenu& menu, PlotsPage& page, QSettings* settings) {
    menu.addAction(tr("&Fit plots"), QKeySequence(tr("Ctrl+0")), &page, &PlotsPage::fit);
    add_smoothing_menu(menu, page);
    add_mark_actions(menu, page);
    if (!settings)
        return;
    QMenu* layouts = menu.addMenu(tr("Plot &layouts"));
    fill_layout_menu(*layouts, page, *settings);
    QObject::connect(layouts, &QMenu::aboutToShow, &page, [layouts, &page, settings] { fill_layout_menu(*layouts, page, *settings); });
}

} // namespace overdamp
