// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/about.h"

#include "widgets/icons.h"

#include <QApplication>
#include <QMessageBox>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("About", text); }

} // namespace

void show_about(QWidget& parent) {
    auto* box = new QMessageBox(&parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Overdamp"));
    box->setIconPixmap(application_icon().pixmap(64, 64));
    box->setText(tr("<h3>Overdamp %1</h3>").arg(QApplication::applicationVersion()));
    box->setInformativeText(tr("<p>A workbench for watching language models lose their words under entropy-stabilising feedback.</p>"
                               "<p>It implements the mechanisms of “Stability as a Liability” (arXiv 2601.18588) and shows what is measured beside what "
                               "the paper reports.</p><p>GPL-3.0-or-later. Qt %1.</p>")
                                .arg(QLatin1String(qVersion())));
    box->open();
}

} // namespace overdamp
