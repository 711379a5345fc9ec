// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/restart_question.h"

#include "app/workbench/bridge.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("RestartQuestion", text); }

} // namespace

void ask_for_new_run(QWidget& window, Bridge& bridge, const Knobs& knobs, const QString& change) {
    auto* question = new QMessageBox(QMessageBox::Question, tr("New run"), tr("This takes a new run: %1").arg(change), QMessageBox::Cancel, &window);
    question->setInformativeText(tr("The present run ends at its step and is kept. The new one starts with the knobs shown and this change."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton* start = question->addButton(tr("Prepare a new run"), QMessageBox::AcceptRole);
    QObject::connect(question, &QMessageBox::buttonClicked, &window, [&bridge, knobs, start](QAbstractButton* pressed) {
        if (pressed == start)
            bridge.prepare({bridge.experiment().name, bridge.experiment().description, knobs});
    });
    question->open();
}

} // namespace overdamp
