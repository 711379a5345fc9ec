// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/command_line.h"

#include "app/program/manual.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("CommandLine", text); }

const char* const formats[] = {"png", "svg", "pdf"};

std::optional<ThemeChoice> theme_named(const QString& name) {
    if (name == QLatin1String("light"))
        return ThemeChoice::light;
    if (name == QLatin1String("dark"))
        return ThemeChoice::dark;
    return std::nullopt;
}

std::optional<QSize> size_named(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const auto match = pattern.match(text);
    return match.hasMatch() ? std::optional(QSize(match.captured(1).toInt(), match.captured(2).toInt())) : std::nullopt;
}

CommandLine wrong(const QString& message) {
    CommandLine result;
    result.action = CommandLine::Action::usage_error;
    result.text = message;
    return result;
}

/// The ways to call the program, and what they do.
QList<std::pair<QString, QString>> ways_to_call() {
    return {{QStringLiteral("overdamp [PRESET | EXPERIMENT.json | RUN]"), tr("opens the window")},
            {QStringLiteral("overdamp render RUN --png DIR"), tr("draws the plots of a run, without a display")},
            {QStringLiteral("overdamp report STUDY | RUN…"), tr("writes a report with figures as HTML, without a display")},
            {QStringLiteral("overdamp --screenshot FILE.png RUN"), tr("draws the window, without a display")}};
}

QString summary() { return tr("A workbench for watching language models lose their words under entropy-stabilising feedback."); }

QList<QCommandLineOption> known_options() {
    QList<QCommandLineOption> options = {
        {QStringLiteral("runs"), tr("Folder in which new runs are recorded."), QStringLiteral("DIR")},
        {QStringLiteral("theme"), tr("light or dark, for this time."), QStringLiteral("THEME")},
        {QStringLiteral("screenshot"), tr("Draws the window on a recorded run into a PNG file."), QStringLiteral("FILE.png")},
        {QStringLiteral("part"), tr("Draws only a dock (controls, samples, loop, temperatures, runs, twin), a page (study, theory, lessons), presenter, or help."), QStringLiteral("PART")},
        {QStringLiteral("size"), tr("Size of the screenshot, 1280x800 unless said."), QStringLiteral("WxH")}};
    for (const char* format : formats)
        options.append({QLatin1String(format), tr("With render: folder for the plots as %1.").arg(QString::fromLatin1(format).toUpper()), QStringLiteral("DIR")});
    options.append({QStringLiteral("output"), tr("With report: the file to write, .html or .md."), QStringLiteral("FILE")});
    options.append({{QStringLiteral("h"), QStringLiteral("help")}, tr("Shows this help.")});
    options.append({{QStringLiteral("v"), QStringLiteral("version")}, tr("Shows the versions, and the devices and threads that training can use.")});
    return options;
}

QCommandLineOption manual_option() {
    QCommandLineOption option(QStringLiteral("manual"));
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    return option;
}

QString argument_text() { return tr("Preset (default: quickstart), experiment file, run folder, packed run, another tool's log, or text file."); }

QString argument_syntax() { return QStringLiteral("PRESET|FILE|RUN"); }

void add_options(QCommandLineParser& parser) {
    QString description = summary() + QStringLiteral("\n");
    for (const auto& [usage, meaning] : ways_to_call())
        description += QStringLiteral("\n  %1%2").arg(usage, -48).arg(meaning);
    parser.setApplicationDescription(description);
    parser.addPositionalArgument(QStringLiteral("what"), argument_text(), QLatin1Char('[') + argument_syntax() + QLatin1Char(']'));
    parser.addOptions(known_options());
    parser.addOption(manual_option());
}

QString manual() {
    ProgramOutline outline{.name = "overdamp",
                           .summary = summary().toStdString(),
                           .footer = tr("0 done, 1 failed, 2 usage.").toStdString(),
                           .options = {{.names = {}, .value = argument_syntax().toStdString(), .description = argument_text().toStdString(), .default_value = {}}},
                           .commands = {}};
    for (const QCommandLineOption& option : known_options()) {
        OptionOutline& row = outline.options.emplace_back();
        for (const QString& name : option.names())
            row.names.push_back((name.size() == 1 ? "-" : "--") + name.toStdString());
        row.value = option.valueName().toStdString();
        row.description = option.description().toStdString();
    }
    ManualSection ways{"WAYS TO CALL IT", "", {}};
    for (const auto& [usage, meaning] : ways_to_call())
        ways.entries.push_back({usage.toStdString(), meaning.toStdString()});
    const ManualSection more{"SEE ALSO", tr("overdamp-run(1) trains and reports without a window, and explains every parameter and file. F1 opens the help.").toStdString(), {}};
    return QString::fromStdString(manual_page(outline, {ways, more}));
}

CommandLine read_render(const QCommandLineParser& parser, CommandLine result, const QStringList& words) {
    if (words.size() != 2)
        return wrong(tr("render takes one run folder."));
    result.action = CommandLine::Action::render;
    result.what = words[1];
    for (const char* format : formats)
        for (const QString& folder : parser.values(QLatin1String(format)))
            result.renders.emplace_back(QLatin1String(format), folder);
    if (result.renders.empty())
        return wrong(tr("render needs --png, --svg or --pdf with a folder."));
    return result;
}

CommandLine read_report(const QCommandLineParser& parser, CommandLine result, const QStringList& words) {
    if (words.size() < 2)
        return wrong(tr("report takes a study folder, or run folders."));
    result.action = CommandLine::Action::report;
    result.folders = words.mid(1);
    result.output = parser.value(QStringLiteral("output"));
    return result;
}

} // namespace

CommandLine parse_command_line(const QStringList& arguments) {
    QCommandLineParser parser;
    add_options(parser);
    CommandLine result;
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        result.action = CommandLine::Action::help;
        result.text = parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("overdamp"));
        return result;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        result.action = CommandLine::Action::version;
        return result;
    }
    if (parser.isSet(manual_option())) {
        result.action = CommandLine::Action::manual;
        result.text = manual();
        return result;
    }
    result.runs = parser.value(QStringLiteral("runs"));
    if (parser.isSet(QStringLiteral("theme"))) {
        result.theme = theme_named(parser.value(QStringLiteral("theme")));
        if (!result.theme)
            return wrong(tr("--theme takes light or dark."));
    }
    const QStringList words = parser.positionalArguments();
    if (!words.isEmpty() && words[0] == QLatin1String("render"))
        return read_render(parser, result, words);
    if (!words.isEmpty() && words[0] == QLatin1String("report"))
        return read_report(parser, result, words);
    if (parser.isSet(QStringLiteral("output")))
        return wrong(tr("--output belongs to report."));
    for (const char* format : formats)
        if (parser.isSet(QLatin1String(format)))
            return wrong(tr("--%1 belongs to render.").arg(QLatin1String(format)));
    if (words.size() > 1)
        return wrong(tr("There can be only one preset, file or run."));
    if (!words.isEmpty())
        result.what = words[0];
    if (parser.isSet(QStringLiteral("size"))) {
        const auto size = size_named(parser.value(QStringLiteral("size")));
        if (!size)
            return wrong(tr("--size takes a width and a height in pixels, like 1280x800."));
        result.size = *size;
    }
    if (parser.isSet(QStringLiteral("screenshot"))) {
        if (words.isEmpty())
            return wrong(tr("--screenshot needs a run folder."));
        result.action = CommandLine::Action::screenshot;
        result.screenshot = parser.value(QStringLiteral("screenshot"));
        result.part = parser.value(QStringLiteral("part"));
    }
    return result;
}

} // namespace overdamp
