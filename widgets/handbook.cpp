// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/handbook.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTextDocument>

/// A static library's resources are not there until somebody asks; the macro must stand outside of namespaces.
static void need_resources() { Q_INIT_RESOURCE(overdamp); }

namespace overdamp {

namespace {

/// The file's text in the user's language, else in English.
QString text_of(const QString& name) {
    //: The window's language in two letters, as folders of the handbook are called.
    const QString language = QCoreApplication::translate("Handbook", "en");
    for (const QString& folder : {language + QLatin1Char('/'), QString()}) {
        QFile file(QStringLiteral(":/overdamp/handbook/") + folder + name + QStringLiteral(".md"));
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    }
    return {};
}

Chapter read_chapter(const QString& name) {
    const QString text = text_of(name);
    const qsizetype end = text.indexOf(QLatin1Char('\n'));
    return {name, text.left(end).remove(QStringLiteral("# ")), html_of_markdown(text.mid(end))};
}

std::vector<ChapterGroup> read_handbook() {
    need_resources();
    static const QRegularExpression entry(QStringLiteral("^- \\[.*\\]\\(([a-z-]+)\\.md\\)$"));
    std::vector<ChapterGroup> groups;
    for (const QString& line : text_of(QStringLiteral("README")).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("## ")))
            groups.push_back({line.mid(3), {}});
        else if (const auto match = entry.match(line); match.hasMatch() && !groups.empty())
            groups.back().chapters.push_back(read_chapter(match.captured(1)));
    }
    return groups;
}

} // namespace

const std::vector<ChapterGroup>& handbook() {
    static const std::vector<ChapterGroup> groups = read_handbook();
    return groups;
}

const Chapter* find_chapter(const QString& name) {
    for (const ChapterGroup& group : handbook())
        for (const Chapter& chapter : group.chapters)
            if (chapter.name == name)
                return &chapter;
    return nullptr;
}

QString html_of_markdown(const QString& markdown) {
    static const QRegularExpression file_link(QStringLiteral("\\]\\(([a-z-]+)\\.md"));
    static const QRegularExpression body(QStringLiteral("<body[^>]*>(.*)</body>"), QRegularExpression::DotMatchesEverythingOption);
    QString text = markdown;
    QTextDocument document;
    document.setMarkdown(text.replace(file_link, QStringLiteral("](help:\\1")));
    QString html = body.match(document.toHtml()).captured(1);
    html.replace(QStringLiteral("<table border=\"0\""), QStringLiteral("<table border=\"1\""));
    return html.replace(QStringLiteral("<p style=\""), QStringLiteral("<p style=\"white-space: pre-wrap;")); // the indentation of code
}

} // namespace overdamp
