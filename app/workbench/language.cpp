// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/language.h"

#include "app/workbench/main_window.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QTranslator>

namespace overdamp {

namespace {

constexpr const char* language_key = "language";

QString tr(const char* text) { return QCoreApplication::translate("Language", text); }

/// Our texts have one translation wherever they stand, so the catalogue is built without contexts.
class Catalogue : public QTranslator {
  public:
    using QTranslator::QTranslator;

    QString translate(const char*, const char* text, const char*, int number) const override { return QTranslator::translate("", text, nullptr, number); }
};

bool is_chinese(LanguageChoice choice) {
    return choice == LanguageChoice::chinese || (choice == LanguageChoice::system && QLocale::system().language() == QLocale::Chinese);
}

void tell_when(MainWindow& window) {
    auto* box = new QMessageBox(QMessageBox::Information, tr("Language"), tr("The language changes when Overdamp is started again."), QMessageBox::Ok, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

LanguageChoice remembered_language(const QSettings& settings) {
    const int choice = settings.value(language_key, 0).toInt();
    return choice >= 0 && choice <= static_cast<int>(LanguageChoice::chinese) ? static_cast<LanguageChoice>(choice) : LanguageChoice::system;
}

void speak(QCoreApplication& application, LanguageChoice choice) {
    if (!is_chinese(choice))
        return;
    auto* dialogs = new QTranslator(&application); // Qt's own buttons
    if (dialogs->load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(dialogs);
    auto* ours = new Catalogue(&application);
    if (ours->load(QStringLiteral(":/overdamp/translations/overdamp_zh_CN.qm")))
        QCoreApplication::installTranslator(ours);
}

void add_language_menu(MainWindow& window, QMenu& view) {
    if (!window.settings())
        return;
    QMenu* menu = view.addMenu(tr("La&nguage"));
    auto* group = new QActionGroup(menu);
    // A language is called by its own name, whatever the window speaks.
    const std::pair<QString, LanguageChoice> choices[] = {{tr("As the &system"), LanguageChoice::system},
                                                          {QStringLiteral("English"), LanguageChoice::english},
                                                          {QStringLiteral("中文"), LanguageChoice::chinese}};
    for (const auto& [name, choice] : choices) {
        QAction* action = menu->addAction(name, &window, [&window, choice = choice] {
            window.settings()->setValue(language_key, static_cast<int>(choice));
            tell_when(window);
        });
        action->setCheckable(true);
        action->setChecked(choice == remembered_language(*window.settings()));
        group->addAction(action);
    }
}

} // namespace overdamp
