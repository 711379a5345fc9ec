// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/longer_run.h"

#include "app/workbench/main_window.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QInputDialog>

#include <algorithm>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Menus", text); }

} // namespace

void ask_for_longer_run(MainWindow& window) {
    const RunSummary summary = window.bridge().summary();
    auto* dialog = new QInputDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Continue past the end"));
    dialog->setLabelText(tr("Train until step:"));
    dialog->setIntRange(static_cast<int>(summary.step) + 1, 1000000000);
    dialog->setIntStep(100);
    dialog->setIntValue(static_cast<int>(2 * std::max(summary.step, summary.steps)));
    QObject::connect(dialog, &QInputDialog::intValueSelected, &window, [&window](int last_step) {
        try {
            window.bridge().extend(last_step);
        } catch (const std::exception& error) {
            window.show_problem(plain(error.what()));
        }
    });
    dialog->open();
}

void resume_shown_run(MainWindow& window) {
    if (window.bridge().state() == RunState::finished)
        ask_for_longer_run(window);
    else
        window.bridge().run();
}

} // namespace overdamp
