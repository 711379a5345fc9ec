// SPDX-License-Identifier: GPL-3.0-or-later
// The window's Chinese: complete, of one voice, spoken by the window and its lessons, remembered.
#include "app/workbench/language.h"
#include "app/workbench/lessons_page.h"
#include "tests/workbench/workbench.h"
#include "widgets/help_pages.h"
#include "widgets/number_field.h"
#include "widgets/wording.h"

#include <QAction>
#include <QDockWidget>
#include <QFile>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include <map>

using namespace overdamp;

namespace {

struct Message {
    QString source, translation;
    bool finished;
};

std::vector<Message> messages() {
    QFile file(QStringLiteral(SOURCE_FOLDER "/resources/translations/overdamp_zh_CN.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Message> found;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("source"))
            found.push_back({xml.readElementText(), {}, false});
        else if (xml.name() == QLatin1String("translation")) {
            found.back().finished = xml.attributes().value(QLatin1String("type")).isEmpty();
            found.back().translation = xml.readElementText();
        }
    }
    return found;
}

QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%\\d"));
    QStringList found;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();)
        found << matches.next().captured();
    found.sort();
    return found;
}

} // namespace

class LanguagesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_translation_is_complete();
    void one_text_has_one_translation();
    void the_window_speaks_chinese();
    void a_language_is_remembered();
};

void LanguagesTest::the_translation_is_complete() {
    const auto all = messages();
    QVERIFY(all.size() > 700);
    for (const Message& message : all) {
        QVERIFY2(message.finished && !message.translation.isEmpty(), qPrintable(message.source));
        QVERIFY2(placeholders(message.source) == placeholders(message.translation), qPrintable(message.source));
        QVERIFY2(message.source.count("<b>") == message.translation.count("<b>") && message.source.count("<p>") == message.translation.count("<p>"),
                 qPrintable(message.source));
    }
}

/// The catalogue is built without contexts, where the second of two translations would be lost.
void LanguagesTest::one_text_has_one_translation() {
    std::map<QString, QString> seen;
    for (const Message& message : messages())
        QVERIFY2(seen.emplace(message.source, message.translation).first->second == message.translation, qPrintable(message.source));
}

void LanguagesTest::the_window_speaks_chinese() {
    speak(*qApp, LanguageChoice::chinese);
    const QTemporaryDir runs;
    {
        Workbench workbench(runs, tiny_experiment());
        MainWindow& window = workbench.window;
        QVERIFY(window.menuBar()->actions().constFirst()->text().startsWith(QStringLiteral("文件")));
        QCOMPARE(window.samples_dock()->windowTitle(), QStringLiteral("样本"));
        QVERIFY(window.controls().editor("feedback.strength")->findChild<NumberField*>()->accessibleName() == QStringLiteral("反馈强度"));
        QVERIFY(help_page("measures").contains(QStringLiteral("高频占比")));
        QVERIFY(window.findChild<LessonsPage*>()
                    ->start_button(QStringLiteral("what-alpha-does.json"))
                    ->accessibleName()
                    .contains(QStringLiteral("α 的作用")));
        QVERIFY(window.width() <= 1280);
        window.resize(800, 600);
        QTest::qWait(50);
        QCOMPARE(window.width(), 800);
    }
    for (QTranslator* translator : qApp->findChildren<QTranslator*>())
        delete translator;
    QCOMPARE(translated("Feedback strength"), QString("Feedback strength"));
}

void LanguagesTest::a_language_is_remembered() {
    const QTemporaryDir runs;
    QSettings settings(runs.filePath("settings.ini"), QSettings::IniFormat);
    Workbench workbench(runs, tiny_experiment(), &settings);
    QVERIFY(remembered_language(settings) == LanguageChoice::system);
    for (QAction* action : workbench.window.findChildren<QAction*>())
        if (action->text() == QStringLiteral("中文"))
            action->trigger();
    QVERIFY(remembered_language(settings) == LanguageChoice::chinese);
    settings.setValue("language", 99);
    QVERIFY(remembered_language(settings) == LanguageChoice::system);
}

QTEST_MAIN(LanguagesTest)
#include "languages.moc"
