// SPDX-License-Identifier: GPL-3.0-or-later
// What the program does with its arguments.
#include "app/workbench/command_line.h"

#include <QTest>

using namespace overdamp;
using Action = CommandLine::Action;

namespace {

CommandLine parsed(const QString& arguments) { return parse_command_line((QStringLiteral("overdamp ") + arguments).split(QLatin1Char(' '), Qt::SkipEmptyParts)); }

} // namespace

class CommandLineTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void without_arguments_the_quickstart_opens();
    void a_preset_and_a_runs_folder_are_taken();
    void render_takes_formats_with_folders();
    void report_takes_folders_and_a_file();
    void a_screenshot_takes_theme_and_size();
    void help_names_every_way_to_call();
    void wrong_usage_is_named_data();
    void wrong_usage_is_named();
};

void CommandLineTest::without_arguments_the_quickstart_opens() {
    const CommandLine command = parsed({});
    QCOMPARE(command.action, Action::window);
    QCOMPARE(command.what, QStringLiteral("quickstart"));
    QVERIFY(!command.theme);
}

void CommandLineTest::a_preset_and_a_runs_folder_are_taken() {
    const CommandLine command = parsed(QStringLiteral("collapse --runs /tmp/runs --theme dark"));
    QCOMPARE(command.action, Action::window);
    QCOMPARE(command.what, QStringLiteral("collapse"));
    QCOMPARE(command.runs, QStringLiteral("/tmp/runs"));
    QCOMPARE(command.theme.value(), ThemeChoice::dark);
}

void CommandLineTest::render_takes_formats_with_folders() {
    const CommandLine command = parsed(QStringLiteral("render some/run --svg a --png b"));
    QCOMPARE(command.action, Action::render);
    QCOMPARE(command.what, QStringLiteral("some/run"));
    const std::vector<std::pair<QString, QString>> expected{{QStringLiteral("png"), QStringLiteral("b")}, {QStringLiteral("svg"), QStringLiteral("a")}};
    QCOMPARE(command.renders, expected);
}

void CommandLineTest::report_takes_folders_and_a_file() {
    const CommandLine command = parsed(QStringLiteral("report one two --output both.html"));
    QCOMPARE(command.action, Action::report);
    QCOMPARE(command.folders, QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    QCOMPARE(command.output, QStringLiteral("both.html"));
    QVERIFY(parsed(QStringLiteral("report study")).output.isEmpty());
}

void CommandLineTest::a_screenshot_takes_theme_and_size() {
    const CommandLine command = parsed(QStringLiteral("--screenshot window.png some/run --theme light --size 1600x900 --part loop"));
    QCOMPARE(command.part, QStringLiteral("loop"));
    QCOMPARE(command.action, Action::screenshot);
    QCOMPARE(command.screenshot, QStringLiteral("window.png"));
    QCOMPARE(command.what, QStringLiteral("some/run"));
    QCOMPARE(command.size, QSize(1600, 900));
    QCOMPARE(command.theme.value(), ThemeChoice::light);
}

void CommandLineTest::help_names_every_way_to_call() {
    const CommandLine command = parsed(QStringLiteral("--help"));
    QCOMPARE(command.action, Action::help);
    for (const char* word : {"render", "--screenshot", "--runs", "--theme", "--size", "--part", "--png", "--svg", "--pdf", "report", "--output", "--version"})
        QVERIFY2(command.text.contains(QLatin1String(word)), word);
    QVERIFY(!command.text.contains(QStringLiteral("executable_name")));
    QCOMPARE(parsed(QStringLiteral("--version")).action, Action::version);
}

void CommandLineTest::wrong_usage_is_named_data() {
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown option") << QStringLiteral("--colour") << QStringLiteral("colour");
    QTest::newRow("two presets") << QStringLiteral("quickstart collapse") << QStringLiteral("only one");
    QTest::newRow("render without run") << QStringLiteral("render --png a") << QStringLiteral("one run folder");
    QTest::newRow("render without format") << QStringLiteral("render run") << QStringLiteral("--png");
    QTest::newRow("format without render") << QStringLiteral("run --pdf a") << QStringLiteral("--pdf");
    QTest::newRow("report without folder") << QStringLiteral("report") << QStringLiteral("study folder");
    QTest::newRow("output without report") << QStringLiteral("run --output a.html") << QStringLiteral("--output");
    QTest::newRow("screenshot without run") << QStringLiteral("--screenshot a.png") << QStringLiteral("run folder");
    QTest::newRow("bad size") << QStringLiteral("--screenshot a.png run --size big") << QStringLiteral("--size");
    QTest::newRow("bad theme") << QStringLiteral("--theme blue") << QStringLiteral("--theme");
}

void CommandLineTest::wrong_usage_is_named() {
    QFETCH(QString, arguments);
    QFETCH(QString, named);
    const CommandLine command = parsed(arguments);
    QCOMPARE(command.action, Action::usage_error);
    QVERIFY2(command.text.contains(named), qPrintable(command.text));
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line.moc"
